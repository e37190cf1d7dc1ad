// Lit {schemas: {nom: schéma}, cas: [[nom, valeur], …]} et rend la liste des verdicts d’ajv, dans le même ordre.
import { readFileSync, writeFileSync } from "node:fs";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

const [input, output] = process.argv.slice(2);
const { schemas, cas } = JSON.parse(readFileSync(input, "utf8"));
const ajv = new Ajv2020({ strict: false, allErrors: false, schemas: Object.values(schemas) });
addFormats(ajv);
const validators = Object.fromEntries(
  Object.entries(schemas).map(([name, schema]) => [name, ajv.getSchema(schema.$id)]),
);
writeFileSync(output, JSON.stringify(cas.map(([name, value]) => validators[name](value))));
