// « node node.mjs IMAGE… [SUIVI.py] » : le moteur hors d’un navigateur ; la première image le porte, les autres y ajoutent.
// Une demande par ligne sur l’entrée, puis sa réponse.
// Une demande : {"request": …, "files": {nom: base64}} ; une réponse : {"answer": …} ou {"error": …}, et l’empreinte
// SHA-256 de chacun de ses fichiers, par son nom.
// À la fin, ce que dit le programme SUIVI, en Python.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { loadPyodide } from "pyodide";
import { NOWHERE, installed, placed, served, unpacked } from "./python.mjs";

const given = process.argv.slice(2);
const watch = given.find((path) => path.endsWith(".py"));
const [files, ...others] = given.filter((path) => path !== watch).map((path) => unpacked(readFileSync(path)));
globalThis.fetch = served(files);
const python = await loadPyodide({ stdLibURL: `${NOWHERE}python_stdlib.zip` });
const ask = installed(python, files);
for (const more of others) placed(python, more);
for await (const line of createInterface({ input: process.stdin })) {
  const { request, files: held } = JSON.parse(line);
  const bytes = Object.entries(held).map(([name, text]) => [name, new Uint8Array(Buffer.from(text, "base64"))]);
  const { files: made, ...said } = ask(request, Object.fromEntries(bytes));
  const digests = Object.entries(made).map(([name, raw]) => [name, createHash("sha256").update(raw).digest("hex")]);
  process.stdout.write(`${JSON.stringify({ ...said, files: Object.fromEntries(digests) })}\n`);
}
if (watch) process.stdout.write(`${python.runPython(readFileSync(watch, "utf8"))}\n`);
