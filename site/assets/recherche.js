// La recherche du thème compare le début des mots, sans rien savoir du français : « titulaires » n’y trouve pas
// « titulaire ». On lui donne la racine de chaque mot tapé, sans élision ni petit mot ; elle y ajoute toutes les fins.
(() => {
  "use strict";
  const QUERY = 2;
  const SMALL = new Set("à au aux ce ces d de des du en et l la le les ou par pour que qui s se sur un une".split(" "));
  const ELISION = /^(?:[cdjlmnst]|qu|lorsqu|puisqu)[’']/i;
  const ENDINGS = [
    /(?:issements?|ements?|ations?|ateurs?|atrices?)$/i,
    /(?:ées?|és|er|ez|ant|ants|ent|ence|ences|ions?|euses?|eurs?|ives?|ifs?)$/i,
    /(?:es|e|s|x)$/i,
  ];
  const LEAST = 4;

  const root = (word) => {
    for (const ending of ENDINGS) {
      const short = word.replace(ending, "");
      if (short !== word && short.length >= LEAST) return short;
    }
    return word;
  };

  const asked = (typed) => {
    if (/["+~^:*]/.test(typed)) return typed;
    const words = typed.trim().split(/\s+/).map((word) => word.replace(ELISION, ""));
    const kept = words.filter((word) => !SMALL.has(word.toLowerCase()));
    return (kept.length ? kept : words).map((word) => (/^[\p{L}]+$/u.test(word) ? root(word) : word)).join(" ");
  };

  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message, ...rest) {
    const query = message && message.type === QUERY && typeof message.data === "string";
    return post.call(this, query ? { ...message, data: asked(message.data) } : message, ...rest);
  };
})();
