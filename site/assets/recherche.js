// La recherche du thème compare le début des mots, sans rien savoir du français : « titulaires » n’y trouve pas
// « titulaire », ni « prefet » « préfet ». On lui donne la racine de chaque mot tapé, sans élision ni petit mot, avec les
// accents qu’il a le plus souvent dans ces pages ; elle y ajoute toutes les fins.
// Le thème demande aussi l’index à chaque page : il ne part d’ici qu’une fois la recherche ouverte.
(() => {
  "use strict";
  const SETUP = 0;
  const QUERY = 2;
  const SMALL = new Set("à au aux ce ces d de des du en et l la le les ou par pour que qui s se sur un une".split(" "));
  const ELISION = /^(?:[cdjlmnst]|qu|lorsqu|puisqu)[’']/i;
  const ENDINGS = [
    /(?:issements?|ements?|ations?|ateurs?|atrices?)$/i,
    /(?:ées?|és|er|ez|ant|ants|ent|ence|ences|ions?|euses?|eurs?|ives?|ifs?)$/i,
    /(?:es|e|s|x)$/i,
  ];
  const LEAST = 4;
  const MARKS = /\p{M}/gu;
  const LIGATURES = { œ: "oe", æ: "ae" };
  // « R. 121-12-7 », « L.425-4 » : la lettre reste avec son numéro, et ne cherche pas seule tous les mots en R.
  const ARTICLE = /(^|[\s’'(])([lrd])\s*\.?\s*(?=\d)/giu;

  const root = (word) => {
    for (const ending of ENDINGS) {
      const short = word.replace(ending, "");
      if (short !== word && short.length >= LEAST) return short;
    }
    return word;
  };

  const folded = (word) => word.toLowerCase().replace(/[œæ]/g, (sign) => LIGATURES[sign]).normalize("NFD").replace(MARKS, "");

  /* Les mots des pages, comptés, rangés par leurs premières lettres sans accent ; faits à la première recherche. */
  let docs = null;
  let known = null;
  const shelf = (word) => word.slice(0, LEAST);
  const learnt = () => {
    const counts = new Map();
    for (const { title, text } of docs || []) {
      for (const word of `${title} ${text}`.replace(/<[^>]*>/g, " ").toLowerCase().match(/\p{L}+/gu) || []) {
        counts.set(word, (counts.get(word) || 0) + 1);
      }
    }
    docs = null;
    const shelves = new Map();
    for (const [word, number] of counts) {
      const bare = folded(word);
      if (bare === word && bare.length < LEAST) continue;
      const place = shelf(bare);
      if (!shelves.has(place)) shelves.set(place, []);
      shelves.get(place).push([bare, word, number]);
    }
    return shelves;
  };

  /* Le début d’un mot dont la forme sans accent a tant de lettres. */
  const start = (word, length) => {
    let end = 0;
    for (let seen = 0; seen < length && end < word.length; end += 1) seen += folded(word[end]).length;
    return word.slice(0, end);
  };

  /* Un mot, ou son début, tel que les pages l’écrivent le plus souvent. */
  const spelling = (bare, wanted) => {
    known = known || learnt();
    const near = bare.length < LEAST ? [...known.values()].flat() : known.get(shelf(bare)) || [];
    const found = new Map();
    for (const [other, word, number] of near) {
      if (!wanted(other)) continue;
      const begun = start(word, bare.length);
      found.set(begun, (found.get(begun) || 0) + number);
    }
    const [best] = [...found].sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1));
    return best ? best[0] : null;
  };
  const isBare = (word) => folded(word) === word.toLowerCase();

  /* La racine d’un mot tapé ; celui qui a déjà un accent dit ce qu’il veut. */
  const meant = (typed) => {
    const bare = folded(typed);
    const short = root((isBare(typed) && spelling(bare, (other) => other === bare)) || typed);
    const begun = folded(short);
    return (isBare(short) && isBare(typed) && spelling(begun, (other) => other.startsWith(begun))) || short;
  };

  const asked = (typed) => {
    if (/["+~^:*]/.test(typed)) return typed;
    const plain = typed.replace(ARTICLE, "$1$2.").replace(/(\p{L})-(?=\p{L})/gu, "$1 ");
    const words = plain.trim().split(/\s+/).map((word) => word.replace(ELISION, ""));
    const kept = words.filter((word) => !SMALL.has(word.toLowerCase()));
    return (kept.length ? kept : words).map((word) => (/^\p{L}+$/u.test(word) ? meant(word) : word)).join(" ");
  };

  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message, ...rest) {
    if (message && message.type === SETUP && message.data && Array.isArray(message.data.docs)) {
      [docs, known] = [message.data.docs, null];
    }
    const query = message && message.type === QUERY && typeof message.data === "string";
    return post.call(this, query ? { ...message, data: asked(message.data) } : message, ...rest);
  };

  const INDEX = /\/search\/search_index\.json$/;
  const OPENING = "[data-md-toggle=search], [data-md-component=search-query]";
  const { open, send } = XMLHttpRequest.prototype;
  const wanted = new WeakSet();
  let waiting = [];
  XMLHttpRequest.prototype.open = function (method, address, ...rest) {
    if (INDEX.test(address)) wanted.add(this);
    return open.call(this, method, address, ...rest);
  };
  XMLHttpRequest.prototype.send = function (...body) {
    if (waiting && wanted.has(this)) waiting.push(() => send.apply(this, body));
    else send.apply(this, body);
  };
  const opened = ({ target }) => {
    if (!waiting || !target.matches(OPENING)) return;
    const held = waiting;
    waiting = null;
    for (const each of held) each();
  };
  document.addEventListener("change", opened);
  document.addEventListener("focusin", opened);

  // Ouvert d’un dossier, le navigateur ne lit pas l’index : le thème cache la recherche, la feuille de style le bouton
  // qui n’ouvrirait rien, et une phrase dit pourquoi.
  if (location.protocol === "file:") {
    document.documentElement.classList.add("kit-sans-serveur");
    document.addEventListener("DOMContentLoaded", () => {
      const said = document.createElement("p");
      said.className = "kit-recherche-absente";
      said.textContent = "Recherche indisponible sur cette copie.";
      document.querySelector(".md-header__inner .md-search")?.before(said);
      document.querySelector(".md-nav--primary > .md-nav__list")?.before(said.cloneNode(true));
    });
  }
})();
