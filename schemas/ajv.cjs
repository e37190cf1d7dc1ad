// Les mots de ces schémas que JSON Schema n’a pas, et qu’ajv refuse en mode strict sans qu’on les déclare :
// « ajv validate --spec=draft2020 -c ajv-formats -c ./schemas/ajv.cjs -r schemas/definitions.schema.json … ».
module.exports = (ajv) =>
  ajv.addVocabulary([
    // Ce que lit l’éditeur.
    "enumDescriptions",
    "defaultSnippets",
    "errorMessage",
    // Ce que lit le kit.
    "x-paragraphe",
    "x-public",
    "x-redaction",
    "x-certitude",
    "x-regle",
    "x-guillemets",
    "x-normalize",
    "x-reference",
    "x-avant-la-loi",
    "x-depuis",
  ]);
