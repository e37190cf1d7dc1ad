// Python mis en marche avec ce que l’image contient : dans un navigateur comme dans Node.

const TYPES = { "pyodide.asm.wasm": "application/wasm", "python_stdlib.zip": "application/zip" };
/** Une adresse que personne ne sert. */
export const NOWHERE = "kit://moteur/";

/**
 * Donne les fichiers d’une image : la longueur de la liste des noms et des tailles, cette liste, puis les octets.
 * @param {Uint8Array} image
 * @returns {Map<string, Uint8Array>}
 */
export function unpacked(image) {
  const listed = new DataView(image.buffer, image.byteOffset, image.byteLength).getUint32(0);
  let at = 4 + listed;
  const files = new Map();
  for (const [name, size] of JSON.parse(new TextDecoder().decode(image.subarray(4, at)))) {
    files.set(name, image.subarray(at, at + size));
    at += size;
  }
  return files;
}

/**
 * Répond, à la place du réseau, ce que Pyodide lui demande de l’image ; rien d’autre ne se demande.
 * @param {Map<string, Uint8Array>} files
 * @returns {(address: unknown) => Promise<Response>}
 */
export function served(files) {
  return async (address) => {
    const name = String(address).slice(NOWHERE.length);
    if (!String(address).startsWith(NOWHERE) || !(name in TYPES)) throw new TypeError(`« ${address} » n’est pas dans le moteur.`);
    return new Response(files.get(name), { headers: { "Content-Type": TYPES[name] } });
  };
}

/**
 * Pose les fichiers d’une image parmi les bibliothèques de Python.
 * @param {any} python ce que rend `loadPyodide`
 * @param {Map<string, Uint8Array>} files
 */
export function placed(python, files) {
  const folder = python.runPython("import sysconfig; sysconfig.get_path('purelib')");
  for (const [name, bytes] of files) {
    if (!name.startsWith("site/")) continue;
    const path = `${folder}/${name.slice(5)}`;
    python.FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
    python.FS.writeFile(path, bytes);
  }
  python.runPython("import importlib; importlib.invalidate_caches()");
}

/**
 * Pose les fichiers du kit et de ses bibliothèques, et donne de quoi l’interroger.
 * @param {any} python ce que rend `loadPyodide`
 * @param {Map<string, Uint8Array>} files
 * @returns {(request: object, given: Record<string, Uint8Array>) => {answer?: object, error?: string, files: Record<string, Uint8Array>}}
 */
export function installed(python, files) {
  placed(python, files);
  const ask = python.pyimport("bridge").ask;
  return (request, given) => {
    const [text, made] = ask(JSON.stringify(request), new Map(Object.entries(given)));
    return { ...JSON.parse(text), files: Object.fromEntries(made) };
  };
}
