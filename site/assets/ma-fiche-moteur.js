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
 * @property {(name: string, progress?: Progress) => Promise<void>} add
 *   Charge ce dont une partie du kit a besoin en plus : « tableur ». Une seconde fois, rien ne se charge.
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

  /** Les morceaux de chaque image : « » est celle d’un contrôle. @type {Record<string, {number: number, held: Uint8Array[]}>} */
  const parts = {};
  /** @type {Promise<Engine> | undefined} */
  let engine;

  /** @param {string} text */
  const decoded = (text) => (Uint8Array.fromBase64 ? Uint8Array.fromBase64(text) : Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0)));

  /** Charge un script du moteur. @param {string} name @param {number} rank @returns {Promise<void>} */
  const loaded = (name, rank) =>
    new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = new URL(`moteur/${name && `${name}-`}${String(rank).padStart(2, "0")}.js`, source).href;
      script.onload = () => (parts[name]?.held[rank] ? done() : failed(new Error(ABSENT)));
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

  /** Charge une image, script après script. @param {string} name @param {Progress} progress @returns {Promise<Uint8Array>} */
  const fetched = async (name, progress) => {
    let number = 1;
    for (let rank = 0; rank < number; rank += 1) {
      await loaded(name, rank);
      ({ number } = parts[name]);
      progress((STARTING * (rank + 1)) / number);
    }
    const packed = new Blob(parts[name].held).stream().pipeThrough(new DecompressionStream("gzip"));
    delete parts[name];
    return new Uint8Array(await new Response(packed).arrayBuffer());
  };

  /** @param {Progress} progress @returns {Promise<Engine>} */
  const made = async (progress) => {
    if (!allowed()) throw new Error(REFUSED);
    const image = await fetched("", progress);
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
    /** @type {Record<string, Promise<void>>} */
    const added = {};
    /** @param {string} name @param {Progress} told */
    const more = async (name, told) => {
      const bytes = await fetched(name, told);
      await sent({ more: bytes }, [bytes.buffer]);
      told(1);
    };
    return {
      ask: (request, files = {}) => sent({ request, files }),
      add: (name, told = () => {}) => {
        added[name] ??= more(name, told).catch((error) => {
          delete added[name];
          throw error;
        });
        return added[name];
      },
    };
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
    /** Ce que chaque script du moteur donne. @param {number} rank @param {number} number @param {string} text @param {string} [name] */
    part: (rank, number, text, name = "") => {
      parts[name] ??= { number, held: [] };
      parts[name].held[rank] = decoded(text);
    },
  };
})();
