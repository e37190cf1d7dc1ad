// Le travailleur de la page : Python y tourne, et n’a que ce que la page lui donne.

// Pyodide veut un module, qu’une page ouverte d’un disque ne peut pas lancer ; il reconnaît les autres scripts à ceci.
globalThis.importScripts = undefined;

/** @type {any} */
let python;
/** @type {ReturnType<typeof installed> | undefined} */
let ask;

/** @param {Uint8Array} image */
async function start(image) {
  const files = unpacked(image);
  globalThis.fetch = served(files);
  python = await loadPyodide({
    createPyodideModule: _createPyodideModule,
    indexURL: NOWHERE,
    packageBaseUrl: NOWHERE,
    lockFileContents: JSON.parse(new TextDecoder().decode(files.get("lock.json"))),
  });
  ask = installed(python, files);
}

addEventListener("message", async ({ data: { id, image, more, request, files } }) => {
  try {
    if (image) await start(image);
    else if (more) placed(python, unpacked(more));
    postMessage({ id, ...(request ? ask(request, files) : {}) });
  } catch (error) {
    postMessage({ id, broken: String(error) });
  }
});
