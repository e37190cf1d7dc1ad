// Lit {schemas: {nom: schéma}, cas: [[nom, valeur], …]} et rend la liste des verdicts d’ajv, dans le même ordre.
import { readFileSync, writeFileSync } from "node:fs";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import declared from "../../schemas/ajv.cjs";

const [input, output] = process.argv.slice(2);
const { schemas, cas } = JSON.parse(readFileSync(input, "utf8"));
const { definitions, ...others } = schemas;
// Les branches des schémas dérivés ne redisent pas ce que dit le tout : le mode strict par défaut les admet.
const ajv = declared(new Ajv2020({ strict: definitions ? true : undefined, logger: false, allErrors: false }));
addFormats(ajv);
if (definitions) ajv.addSchema(definitions);
const validators = Object.fromEntries(Object.entries(others).map(([name, schema]) => [name, ajv.compile(schema)]));
writeFileSync(output, JSON.stringify(cas.map(([name, value]) => validators[name](value))));
