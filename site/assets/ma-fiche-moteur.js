/* Le kit lui-même, dans la page : ses scripts se chargent au premier emploi, Python tourne à côté, rien ne sort d’ici. */
"use strict";

/**
 * @typedef {object} Said ce que le kit répond, et les fichiers qui vont avec
 * @property {any} answer
 * @property {Record<string, Uint8Array>} files
 *
 * @typedef {object} Engine
 * @property {(request: object, files?: Record<string, Uint8Array>) => Promise<Said>} ask
 *   Refuse avec la phrase du kit quand la demande ne peut pas se faire.
 *
 * @typedef {(share: number) => void} Progress de 0 à 1
 */
globalThis.KitEngine = (() => {
  const source = document.currentScript.src;
  const ABSENT = "Le moteur du contrôle n’est pas dans ce site.";
  const REFUSED = "Ce navigateur ne permet pas WebAssembly, dont le contrôle a besoin. Demandez à votre service informatique de le permettre pour cette page.";
  const BROKEN = "Le contrôle s’est arrêté sans finir. Rechargez la page ; vos fichiers n’ont pas changé.";
  // Une part pour chaque script, plus une pour la mise en marche.
  const STARTING = 0.85;

  /** @type {Uint8Array[]} */
  const parts = [];
  let number = 1;
  /** @type {Promise<Engine> | undefined} */
  let engine;

  /** @param {string} text */
  const decoded = (text) => (Uint8Array.fromBase64 ? Uint8Array.fromBase64(text) : Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0)));

  /** Charge un script du moteur. @param {number} rank @returns {Promise<void>} */
  const loaded = (rank) =>
    new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = new URL(`moteur/${String(rank).padStart(2, "0")}.js`, source).href;
      script.onload = () => (parts[rank] ? done() : failed(new Error(ABSENT)));
      script.onerror = () => failed(new Error(ABSENT));
      document.head.append(script);
    });

  const allowed = () => {
    try {
      return new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)) instanceof WebAssembly.Module;
    } catch {
      return false;
    }
  };

  /** Donne le nom et la taille de chaque fichier de l’image, puis où ils commencent. @param {Uint8Array} image */
  const program = (image) => {
    const listed = new DataView(image.buffer).getUint32(0);
    const [[, size]] = JSON.parse(new TextDecoder().decode(image.subarray(4, 4 + listed)));
    return image.subarray(4 + listed, 4 + listed + size); // le premier : le programme du travailleur
  };

  /** @param {Progress} progress @returns {Promise<Engine>} */
  const made = async (progress) => {
    if (!allowed()) throw new Error(REFUSED);
    for (let rank = 0; rank < number; rank += 1) {
      await loaded(rank);
      progress((STARTING * (rank + 1)) / number);
    }
    const packed = new Blob(parts.splice(0)).stream().pipeThrough(new DecompressionStream("gzip"));
    const image = new Uint8Array(await new Response(packed).arrayBuffer());
    const address = URL.createObjectURL(new Blob([program(image)], { type: "text/javascript" }));
    const worker = new Worker(address);
    const waiting = new Map();
    let last = 0;
    worker.onmessage = ({ data }) => {
      const { done, failed } = waiting.get(data.id);
      waiting.delete(data.id);
      if (data.broken) console.error(data.broken);
      if (data.broken || data.error) failed(new Error(data.error ?? BROKEN));
      else done({ answer: data.answer, files: data.files });
    };
    worker.onerror = (event) => {
      console.error(event.message);
      for (const { failed } of waiting.values()) failed(new Error(BROKEN));
      waiting.clear();
    };
    /** @param {object} message @param {Transferable[]} [given] @returns {Promise<Said>} */
    const sent = (message, given = []) =>
      new Promise((done, failed) => {
        last += 1;
        waiting.set(last, { done, failed });
        worker.postMessage({ id: last, ...message }, given);
      });
    await sent({ image }, [image.buffer]);
    URL.revokeObjectURL(address);
    progress(1);
    return { ask: (request, files = {}) => sent({ request, files }) };
  };

  return {
    /** Met le moteur en marche, une fois. @param {Progress} [progress] @returns {Promise<Engine>} */
    start: (progress = () => {}) => {
      engine ??= made(progress).catch((error) => {
        engine = undefined;
        throw error;
      });
      return engine;
    },
    /** Ce que chaque script du moteur donne. @param {number} rank @param {number} count @param {string} text */
    part: (rank, count, text) => {
      parts[rank] = decoded(text);
      number = count;
    },
  };
})();
