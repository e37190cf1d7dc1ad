// Le travailleur de la page : Python y tourne, et n’a que ce que la page lui donne.

// Pyodide veut un module, qu’une page ouverte d’un disque ne peut pas lancer ; il reconnaît les autres scripts à ceci.
globalThis.importScripts = undefined;

/** @type {ReturnType<typeof installed> | undefined} */
let ask;

/** @param {Uint8Array} image */
async function start(image) {
  const files = unpacked(image);
  globalThis.fetch = served(files);
  const python = await loadPyodide({
    createPyodideModule: _createPyodideModule,
    indexURL: NOWHERE,
    packageBaseUrl: NOWHERE,
    lockFileContents: JSON.parse(new TextDecoder().decode(files.get("lock.json"))),
  });
  ask = installed(python, files);
}

addEventListener("message", async ({ data: { id, image, request, files } }) => {
  try {
    if (image) await start(image);
    postMessage({ id, ...(image ? {} : ask(request, files)) });
  } catch (error) {
    postMessage({ id, broken: String(error) });
  }
});
