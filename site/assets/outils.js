/* Les trois outils. Ils calculent sur les données de la page, qui viennent du droit ; un tableau de cas les vérifie,
   dans tests/data/outils. Rien n’est envoyé ni gardé. Sans ce fichier, la page montre les textes et leurs tableaux. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-outil]");
  if (!form) return;
  const data = JSON.parse(document.getElementById("outil-donnees").textContent);
  const law = data.droit;

  /* Les phrases. */
  const say = (name, values = {}) => data.phrases[name].replace(/\{(\w+)\}/g, (_, field) => values[field]);
  const counted = (number, unit) => `${number} ${data.mots[unit][Math.abs(number) < 2 ? 0 : 1]}`;
  const listing = (words) => (words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ou ${words[words.length - 1]}`);
  const duration = ([months, days]) => {
    if (months && days) return `${counted(months, "mois")} et ${counted(days, "jour")}`;
    return days ? counted(days, "jour") : counted(months, "mois");
  };

  /* Les jours sont des nombres : ceux qui les séparent du 1er janvier 1970. */
  const DAY = 86400000;
  const make = (year, month, day) => Date.UTC(year, month, day) / DAY;
  const split = (day) => {
    const date = new Date(day * DAY);
    return [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  };
  const iso = (text) => make(...text.split("-").map((part, rank) => Number(part) - (rank === 1 ? 1 : 0)));
  const FIRST = iso(data.bornes[0]);
  const LAST = iso(data.bornes[1]);
  const readDay = (text) => {
    if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text)) return null;
    const day = iso(text);
    const real = new Date(day * DAY).toISOString().slice(0, 10) === text;
    return real && FIRST <= day && day <= LAST ? day : null;
  };
  const readNumber = (text, least, most) => {
    if (!/^[0-9]{1,4}$/.test(text.trim())) return null;
    const number = Number(text);
    return least <= number && number <= most ? number : null;
  };
  const date = (day) => {
    const [year, month, number] = split(day);
    return `${number === 1 ? "1er" : number} ${data.mois[month]} ${year}`;
  };
  const onWeekday = (day) => `${data.semaine[new Date(day * DAY).getUTCDay()]} ${date(day)}`;
  /* La veille du même jour, des mois plus tard ; le dernier jour d’un mois où ce jour n’existe pas. */
  const lastDay = (start, months) => {
    const [year, month, day] = split(start);
    const length = new Date(Date.UTC(year, month + months + 1, 0)).getUTCDate();
    return day > length ? make(year, month + months, length) : make(year, month + months, day) - 1;
  };
  const wholeMonths = (start, days) => {
    const end = start + days - 1;
    let months = 0;
    while (lastDay(start, months + 1) <= end) months += 1;
    return [months, end - lastDay(start, months)];
  };

  /* Ce que répond un outil : des lignes, des parties, ou les fautes d’un formulaire. */
  const line = (text, { style = "none", word = "", notes = [], cites = [] } = {}) => ({ text, style, word, notes, cites });
  const cite = (text, href) => ({ text, href });
  const fault = (field, message) => ({ field, message });
  const wrongDay = () => say("date", { premiere: date(FIRST), derniere: date(LAST) });
  const inForce = (text, day) =>
    text.wordings.find((each) => iso(each.start) <= day && (each.end === null || day < iso(each.end))) || null;
  const wordingLine = (text, wording) =>
    line(say("redaction", { texte: text.short, debut: date(iso(wording.start)) }), {
      style: wording.certain ? "pass" : "review",
      word: wording.certainty,
      notes: [wording.act, wording.source],
      cites: [cite(say("vers"), text.href)],
    });
  const doubts = (day, ...wordings) => {
    const unread = new Set(wordings.filter((each) => each && !each.certain).map((each) => each.certainty));
    const found = [...unread].map((certitude) => say("non_lue", { certitude }));
    return day > iso(data.jour) ? [...found, say("apres", { jour: date(iso(data.jour)) })] : found;
  };

  /* Montant de l’AFIS. */
  const euros = (cents) => {
    const whole = String(Math.floor(cents / 100)).replace(/\B(?=(\d{3})+$)/g, "\u202f");
    return `${whole},${String(cents % 100).padStart(2, "0")}\u00a0€`;
  };
  const afisDetail = (values, children) => {
    const listed = Math.min(children, law.scale.length - 1);
    const lines = [say("seule", { somme: euros(values[law.scale[0]]) })];
    if (listed) lines.push(say("avec", { enfants: counted(listed, "enfant"), somme: euros(values[law.scale[listed]]) }));
    const more = children - listed;
    const each = values[law.more];
    if (more) lines.push(say("plus", { enfants: counted(more, "enfant"), unite: euros(each), somme: euros(more * each) }));
    return { lines: [...lines, say("conditions")].map((text) => line(text)), sum: values[law.scale[listed]] + more * each };
  };
  const afis = (answers) => {
    const day = readDay(answers.jour);
    const children = readNumber(answers.enfants, 0, law.most_children);
    const faults = [];
    if (day === null) faults.push(fault("jour", wrongDay()));
    if (children === null) faults.push(fault("enfants", say("nombre", { moins: 0, plus: law.most_children })));
    if (faults.length) return { faults };
    const entered = [
      say("saisie_jour", { jour: date(day) }),
      children ? say("saisie_enfants", { enfants: counted(children, "enfant") }) : say("saisie_seule"),
      ...(answers.mayotte ? [say("saisie_mayotte")] : []),
    ];
    /* Mayotte a son propre barème. */
    const text = answers.mayotte ? law.mayotte : law.text;
    const wording = inForce(text, day);
    const texts = (read) => ({ title: say("textes"), lines: [wordingLine(text, read)] });
    if (!wording) {
      const opening = text.wordings[0];
      const told = say("rien", { debut: date(iso(opening.start)) });
      return { headline: line(told, { word: say("mot_rien") }), entered, parts: [texts(opening)] };
    }
    const { lines, sum } = afisDetail(wording.values, children);
    const notes = doubts(day, wording);
    const mark = notes.length ? { style: "review", word: say("a_verifier"), notes } : { style: "pass", word: say("lu") };
    const headline = line(say("total", { somme: euros(sum) }), mark);
    return { headline, entered, parts: [{ title: say("detail"), lines }, texts(wording)] };
  };

  /* Vérificateur de dossier. */
  const DOCUMENTS = () => listing(law.documents.filter((each) => each.listed).map((each) => each.label));
  const special = (told) => (told ? [say("nat_concordants")] : []);
  const photographed = (given, valid, notes) => {
    if (!given.some((each) => each.photo)) return ["review", say("a_verifier"), [...notes, say("nat_photo")]];
    if (valid.some((each) => each.id === "passeport")) return ["pass", say("presente"), notes];
    return ["pass", say("presente"), [...notes, say("nat_sans_passeport")]];
  };
  const nationality = (answers, told) => {
    const given = law.documents.filter((each) => answers[`doc-${each.id}`]);
    const valid = given.filter((each) => answers[`doc-${each.id}`] === "valide");
    if (!given.length) return ["fail", say("manque"), [say("nat_choix", { documents: DOCUMENTS() }), ...special(told)]];
    if (valid.length === given.length || valid.some((each) => each.photo)) return photographed(given, valid, []);
    if (!told) return ["review", say("a_verifier"), [say("nat_avant")]];
    if (given.length === 1) return ["fail", say("nat_completer"), [say("nat_seul"), ...special(told)]];
    if (!valid.length) return ["review", say("a_verifier"), [say("nat_perimes"), ...special(told)]];
    return photographed(given, valid, [say("nat_confirme")]);
  };
  const aged = (day, months, answers) => {
    const written = readDay(answers["domicile-jour"]);
    const mois = counted(months, "mois");
    if (written === null) return ["review", say("a_verifier"), [say("domicile_date", { mois })]];
    const end = lastDay(written, months);
    if (day <= end) return ["pass", say("presente"), []];
    if (day === end + 1) return ["review", say("a_verifier"), [say("domicile_limite", { mois })]];
    return ["fail", say("manque"), [say("domicile_vieux", { mois })]];
  };
  const shown = (then, piece, answers) => {
    if (piece.id === "nationalite") return nationality(answers, then.told);
    if (!answers[`a-${piece.id}`]) {
      return ["fail", say("manque"), piece.id === "arret_activite" && then.told ? [say("a_defaut")] : []];
    }
    return piece.age ? aged(then.day, then.wording.values[piece.age], answers) : ["pass", say("presente"), []];
  };
  const cited = (then, piece) => {
    const pages = { [law.text.id]: law.text.href };
    if (then.told) pages[law.instruction.id] = law.instruction.href;
    const found = piece.cites.filter(([name]) => pages[name]).map(([name, label]) => cite(label, pages[name]));
    return found.length ? found : [cite(say("fermee"), law.text.href)];
  };
  const ageAsked = (then, months) => {
    const piece = law.pieces.find((each) => each.age);
    const limit = then.wording.values[piece.age];
    const mois = counted(limit, "mois");
    const mark = [
      { style: "fail", word: say("jamais_un"), notes: [say("age_court", { mois })] },
      { style: "pass", word: say("permis"), notes: [say("age_texte")] },
      { style: "review", word: say("a_verifier"), notes: [say("age_long", { mois })] },
    ][1 + Math.sign(months - limit)];
    return line(say("age", { ecrit: counted(months, "mois") }), { ...mark, cites: cited(then, piece) });
  };
  const refused = (then) => {
    if (!then.told) return line(say("perime"), { style: "review", word: say("a_verifier"), notes: [say("perime_doute")] });
    const cites = [cite(say("perime_source"), law.instruction.href)];
    return line(say("perime"), { style: "fail", word: say("perime_jamais"), notes: [say("perime_note")], cites });
  };
  const asked = (then, answers) => {
    const lines = law.pieces.filter((piece) => answers[`d-${piece.id}`]).map((piece) => {
      const cites = cited(then, piece);
      if (piece.demand !== "aussi") {
        const notes = piece.replaces ? [say("remplacantes", { documents: DOCUMENTS() })] : [];
        return line(piece.label, { style: "fail", word: say("jamais"), notes, cites });
      }
      const early = piece.certain_since !== null && then.day < iso(piece.certain_since);
      if (early) return line(piece.label, { style: "review", word: say("a_verifier"), notes: [say("tot", { jour: date(iso(piece.certain_since)) })], cites });
      return line(piece.label, { style: "pass", word: say("aussi"), cites });
    });
    if (answers["d-perime"]) lines.push(refused(then));
    const months = readNumber(answers["domicile-mois"], 1, law.most_months);
    if (months) lines.push(ageAsked(then, months));
    return lines.length ? lines : [line(say("aucune"))];
  };
  const dossierFaults = (answers) => {
    const day = readDay(answers.jour);
    const proved = readDay(answers["domicile-jour"]);
    const months = answers["domicile-mois"];
    const faults = [];
    if (day === null) faults.push(fault("jour", wrongDay()));
    if (answers["domicile-jour"] && proved === null) faults.push(fault("domicile-jour", wrongDay()));
    if (day !== null && proved !== null && proved > day) faults.push(fault("domicile-jour", say("domicile_avenir")));
    if (months && readNumber(months, 1, law.most_months) === null) {
      faults.push(fault("domicile-mois", say("nombre", { moins: 1, plus: law.most_months })));
    }
    return faults;
  };
  const dossierHeadline = (pieces) => {
    const missing = pieces.filter((each) => each.style === "fail").length;
    const points = pieces.filter((each) => each.style === "review").length;
    const values = {
      pieces: counted(pieces.length, "piece"), manque: counted(missing, "piece"), points: counted(points, "point"),
    };
    if (missing) {
      const told = say(missing === 1 ? "incomplet_un" : "incomplet", values);
      return line(told, { style: "fail", word: say("mot_incomplet") });
    }
    if (points) return line(say(points === 1 ? "doute_un" : "doute", values), { style: "review", word: say("a_verifier") });
    return line(say("complet", values), { style: "pass", word: say("mot_complet") });
  };
  const dossier = (answers) => {
    const faults = dossierFaults(answers);
    if (faults.length) return { faults };
    const day = readDay(answers.jour);
    const entered = [say("saisie_jour", { jour: date(day) })];
    const wording = inForce(law.text, day);
    if (!wording) {
      const told = say("rien", { debut: date(iso(law.text.wordings[0].start)) });
      return { headline: line(told, { word: say("mot_rien") }), entered, parts: [] };
    }
    const then = { day, wording, told: inForce(law.instruction, day) };
    const pieces = law.pieces.filter((piece) => piece.demand === "toujours").map((piece) => {
      const [style, word, notes] = shown(then, piece, answers);
      return line(piece.label, { style, word, notes, cites: cited(then, piece) });
    });
    const notes = doubts(day, wording, then.told);
    const doubted = (lines) =>
      notes.length ? lines.map((each) => (each.word ? { ...each, style: "review", word: say("a_verifier") } : each)) : lines;
    const also = law.pieces.filter((each) => each.demand === "aussi" && (each.certain_since === null || iso(each.certain_since) <= day));
    const listed = say("aussi_listees", { pieces: also.map((each) => each.label[0].toLowerCase() + each.label.slice(1)).join(" ; ") });
    const headline = dossierHeadline(pieces);
    const unsure = () => line(say("incertain"), { style: "review", word: say("a_verifier"), notes });
    const texts = [wordingLine(law.text, wording), ...(then.told ? [wordingLine(law.instruction, then.told)] : [])];
    return {
      headline: notes.length ? unsure() : { ...headline, notes: [listed] },
      entered,
      parts: [
        { title: say("liste"), lines: doubted(pieces) },
        { title: say("demandes"), lines: doubted(asked(then, answers)) },
        { title: say("textes"), lines: texts },
      ],
    };
  };

  /* Échéancier : des autorisations, des jours sans droits, un total. */
  const holds = (gap, day) => gap.first <= day && (gap.last === null || day <= gap.last);
  const sum = (one, other) => {
    const [months, days] = [one[0] + other[0], one[1] + other[1]];
    return one[1] && other[1] && days >= 30 ? [months + 1, days - 30] : [months, days];
  };
  const rest = (months, days) => (days < 0 ? [months - 1, days + 30] : [months, days]);
  const within = (stretch, day) => wholeMonths(stretch.first, Math.min(day, stretch.last) - stretch.first + 1);
  /* Les jours avec droits, d’une interruption à l’autre, jusqu’à ce que le total soit atteint. */
  const stretchesOf = (start, total, gaps) => {
    const found = [];
    let [first, spent] = [start, [0, 0]];
    const ending = () => lastDay(first, total - spent[0]) - spent[1];
    for (const gap of gaps) {
      if (ending() < Math.max(first, gap.first)) break;
      if (gap.first > first) {
        const stretch = { first, last: gap.first - 1, before: spent };
        found.push(stretch);
        spent = sum(spent, within(stretch, gap.first));
      }
      if (gap.last === null) return [found, null];
      first = gap.last + 1;
    }
    const end = ending();
    if (end < first) return [found, found[found.length - 1].last];
    return [[...found, { first, last: end, before: spent }], end];
  };
  const resumed = (day, gaps) => {
    for (const gap of gaps) {
      if (!holds(gap, day)) continue;
      if (gap.last === null) return null;
      day = gap.last + 1;
    }
    return day;
  };
  /* Les fins se comptent du premier jour, ou de la dernière reprise. */
  const periodsOf = (start, months, until, gaps) => {
    const periods = [];
    let [rank, anchor, first] = [0, start, start];
    while (first !== null && first <= until) {
      rank += 1;
      const last = lastDay(anchor, months * rank);
      periods.push({ first, last });
      first = resumed(last + 1, gaps);
      if (first !== null && first !== last + 1) [anchor, rank] = [first, 0];
    }
    return periods;
  };
  const plan = (start, months, total, gaps) => {
    const [stretches, end] = stretchesOf(start, total, gaps);
    const periods = periodsOf(start, months, end === null ? stretches[stretches.length - 1].last : end, gaps);
    if (end !== null) periods[periods.length - 1].last = end;
    const spent = (day) => {
      if (end !== null && day >= end) return [total, 0];
      const known = stretches.filter((stretch) => stretch.first <= day).pop();
      if (!known) return [0, 0];
      const [used, days] = sum(known.before, within(known, day));
      return used < total ? [used, days] : [total - 1, 30];
    };
    const left = (day) => {
      if (end !== null && day >= end) return [0, 0];
      const [used, days] = spent(day);
      const now = stretches.find((stretch) => stretch.first <= day && day < stretch.last);
      if (!now || !within(now, day)[1]) return rest(total - used, -days);
      const whole = within(now, day)[0] + 1;
      return rest(total - now.before[0] - whole, lastDay(now.first, whole) - day - now.before[1]);
    };
    return {
      gaps, periods, end, spent, left,
      gap: (day) => gaps.find((gap) => holds(gap, day)),
      toCome: (day) => periods.findIndex((period) => period.first > day),
    };
  };
  const ranks = () => Array.from({ length: law.most_interruptions }, (_, rank) => rank + 1);
  const interruptions = (answers) =>
    ranks()
      .map((rank) => ({
        rank, first: readDay(answers[`i${rank}-du`]), last: readDay(answers[`i${rank}-au`]), rights: answers[`i${rank}-droits`],
      }))
      .filter((each) => each.first !== null)
      .sort((one, other) => one.first - other.first || one.rank - other.rank);
  const interruptionFaults = (answers, start) => {
    const faults = [];
    for (const rank of ranks()) {
      const [du, au] = [`i${rank}-du`, `i${rank}-au`];
      if (answers[du] && readDay(answers[du]) === null) faults.push(fault(du, wrongDay()));
      if (answers[au] && readDay(answers[au]) === null) faults.push(fault(au, wrongDay()));
      else if (answers[au] && !answers[du]) faults.push(fault(du, say("int_debut")));
    }
    let before = null;
    for (const each of interruptions(answers)) {
      if (start !== null && each.first <= start) {
        faults.push(fault(`i${each.rank}-du`, say("int_avant", { debut: date(start) })));
      } else if (each.last !== null && each.last < each.first) {
        faults.push(fault(`i${each.rank}-au`, say("int_ordre")));
      } else if (before && (before.last === null || each.first <= before.last)) {
        faults.push(fault(`i${each.rank}-du`, say("int_chevauche")));
      }
      before = each;
    }
    return faults;
  };
  const parcoursFaults = (answers, wording) => {
    const start = readDay(answers.debut);
    const most = wording.values.autorisation_mois;
    const faults = [];
    if (start === null) faults.push(fault("debut", wrongDay()));
    else if (!inForce(law.text, start)) {
      faults.push(fault("debut", say("avant_texte", { debut: date(iso(law.text.wordings[0].start)) })));
    }
    if (readDay(answers.jour) === null) faults.push(fault("jour", wrongDay()));
    if (readNumber(answers.duree, 1, most) === null) faults.push(fault("duree", say("nombre", { moins: 1, plus: most })));
    if (answers.marge && readNumber(answers.marge, 0, law.most_margin) === null) {
      faults.push(fault("marge", say("nombre", { moins: 0, plus: law.most_margin })));
    }
    return [...faults, ...interruptionFaults(answers, start)];
  };
  const readings = (found) => {
    const without = (...rights) =>
      found.filter((each) => rights.includes(each.rights)).map(({ first, last }) => ({ first, last }));
    if (found.every((each) => each.rights)) return [["titre", without("non")]];
    return [["titre_ouverts", without("non")], ["titre_fermes", without("non", "")]];
  };
  const state = (course, found) => {
    const total = counted(course.total, "mois");
    if (course.day < course.start) return ["mot_avant", say("avant", { debut: date(course.start) })];
    if (found.end !== null && course.day > found.end) return ["mot_termine", say("termine", { fin: date(found.end), total })];
    const gap = found.gap(course.day);
    if (gap && gap.last !== null) return ["mot_interrompu", say("jusqu_au", { fin: date(gap.last) })];
    const rank = found.toCome(course.day);
    if (rank >= 0) {
      const [fin, limite] = [date(found.periods[rank - 1].last), date(working(found.periods[rank].first - 1))];
      return ["mot_cours", say("cours", { fin, limite })];
    }
    if (found.end === null) {
      return ["mot_interrompu", say("interrompu", { debut: date(found.gaps[found.gaps.length - 1].first) })];
    }
    return ["mot_derniere", say("derniere", { fin: date(found.end), total })];
  };
  /* Ce que l’outil propose tombe un jour ouvré : du lundi au vendredi, hors des jours fériés du pays. */
  const closed = new Set((law.holidays || []).map(iso));
  const works = (day) => ![0, 6].includes(new Date(day * DAY).getUTCDay()) && !closed.has(day);
  const working = (day) => (works(day) ? day : working(day - 1));
  const dates = (course, first) => {
    const limit = working(first - 1);
    /* La décision suit la séance : elle ne se signe pas le même jour. */
    const session = working(limit - Math.max(course.margin, 1));
    return [limit, session, working(session - course.delay)];
  };
  const nextLine = (course, first) => {
    const [limit, session, call] = dates(course, first);
    const onTime = course.day <= call;
    const name = course.day > session ? "passee" : onTime ? "temps" : "urgence";
    const values = {
      limite: date(limit), seance: onWeekday(session), envoi: onWeekday(call), jours: counted(course.delay, "jour"),
    };
    return line(say(name, values), {
      style: onTime ? "pass" : "review",
      word: say(`mot_${name}`),
      notes: [say("sans_delai")],
      cites: [cite(say("source_envoi"), law.call.href)],
    });
  };
  /* Les séances que le département choisi a prévues : de celles à venir, celles qui arrivent à temps. */
  const planned = (course, first) => {
    const [, last] = dates(course, first);
    const days = course.place.days.map(iso).filter((day) => day >= course.day && day <= last);
    const values = { de: course.place.of, jour: date(iso(data.jour)), jours: days.map(onWeekday).join(" ; ") };
    const notes = course.place.example ? [say("seances_inventees")] : [];
    if (days.length) return line(say("seances", values), { style: "pass", word: say("mot_seance"), notes });
    return line(say("aucune_seance", values), { style: "review", word: say("a_verifier"), notes });
  };
  const card = (course, end) => {
    const cites = [cite(say("carte_source"), law.instruction.href)];
    const told = say("carte", { total: counted(course.total, "mois") });
    if (!course.found.some((each) => each.first <= end)) return line(told, { cites });
    return line(told, { style: "review", word: say("a_verifier"), notes: [say("consecutifs")], cites });
  };
  const courseLines = (course, found) => {
    const cites = [cite(say("source"), law.text.href)];
    const lines = [
      line(say("utilises", { duree: duration(found.spent(course.day)), total: counted(course.total, "mois") })),
      line(say("restent", { duree: duration(found.left(course.day)) })),
      line(found.end === null ? say("sans_fin") : say("fin", { jour: date(found.end) }), { cites }),
    ];
    const rank = found.toCome(course.day);
    if (rank > 0) {
      lines.push(nextLine(course, found.periods[rank].first));
      if (course.place) lines.push(planned(course, found.periods[rank].first));
    }
    if (found.gaps.some((gap) => found.end === null || gap.first <= found.end)) {
      lines.push(line(say("compte"), { style: "review", word: say("a_verifier"), notes: [say("silence")], cites }));
    }
    for (const each of course.found) {
      if (found.end !== null && each.first > found.end) lines.push(line(say("sans_effet", { debut: date(each.first) })));
    }
    if (found.end !== null) lines.push(card(course, found.end));
    return lines;
  };
  const courseRow = (course, found, rank) => {
    const period = found.periods[rank];
    const told = [date(period.first), date(period.last), duration(found.spent(period.last))];
    if (!rank) return [say("autorisation"), ...told, "", "", ""];
    const [limit, session, call] = dates(course, period.first);
    const name = rank === 1 ? say("premier") : say("suivant", { rang: rank });
    return [name, ...told, date(limit), onWeekday(session), onWeekday(call)];
  };
  const cutRow = (found, each) => {
    const counts = !found.gaps.some((gap) => gap.first === each.first && gap.last === each.last);
    const end = each.last === null ? say("sans_reprise") : date(each.last);
    return [say("interruption"), date(each.first), end, say(counts ? "comptee" : "non_comptee"), "", "", ""];
  };
  const courseTable = (course, found) => {
    const cuts = course.found.filter((each) => found.end === null || each.first <= found.end);
    const rows = [
      ...found.periods.map((period, rank) => [period.first, courseRow(course, found, rank)]),
      ...cuts.map((each) => [each.first, cutRow(found, each)]),
    ].sort((one, other) => one[0] - other[0]);
    const head = ["periode", "du", "au", "cumul", "decision", "seance", "envoi"].map((name) => say(`col_${name}`));
    return { title: say("table"), head, rows: rows.map(([, row]) => row) };
  };
  const courseEntered = (course) => [
    say("saisie_jour", { jour: date(course.day) }),
    say("saisie_debut", { jour: date(course.start) }),
    say("saisie_duree", { mois: counted(course.months, "mois") }),
    ...(course.place ? [say("saisie_departement", { de: course.place.of })] : []),
    ...(course.margin ? [say("saisie_marge", { jours: counted(course.margin, "jour") })] : []),
    ...course.found.map((each) => {
      const values = { debut: date(each.first), droits: say(`droits_${each.rights}`) };
      if (each.last === null) return say("saisie_sans_fin", values);
      return say("saisie_interruption", { ...values, fin: date(each.last) });
    }),
  ];
  const parcours = (answers) => {
    const [start, day] = [readDay(answers.debut), readDay(answers.jour)];
    const wording = (start !== null && inForce(law.text, start)) || law.text.wordings[0];
    const call = (day !== null && inForce(law.call, day)) || law.call.wordings[0];
    const faults = parcoursFaults(answers, wording);
    if (faults.length) return { faults };
    const course = {
      start,
      day,
      months: Number(answers.duree),
      margin: Number(answers.marge),
      total: wording.values.total_mois,
      delay: call.values.convocation_jours,
      place: (law.places || {})[answers.departement],
      found: interruptions(answers),
    };
    const plans = readings(course.found).map(([title, gaps]) => [title, plan(start, course.months, course.total, gaps)]);
    const usual = wording.values.autorisation_mois;
    const notes = doubts(day, wording, call);
    if (course.months < usual) notes.push(say("courte", { mois: counted(usual, "mois") }));
    if (![null, wording].includes(inForce(law.text, day))) notes.push(say("change"));
    const [word, told] = plans.length > 1 ? ["a_verifier", say("lectures")] : state(course, plans[0][1]);
    const unsure = notes.length > 0 || plans.length > 1;
    const headline = line(told, { style: unsure ? "review" : "none", word: say(unsure ? "a_verifier" : word), notes });
    return {
      headline,
      entered: courseEntered(course),
      parts: [
        ...plans.map(([title, found]) => ({
          title: say(title, { jour: date(day) }), lines: courseLines(course, found), table: courseTable(course, found),
        })),
        { title: say("textes"), lines: [wordingLine(law.text, wording), wordingLine(law.call, call)] },
      ],
    };
  };

  /* La page. Chaque texte de la réponse porte « data-dit ». */
  const element = (name, text = "", attributes = {}) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(text);
    return made;
  };
  const told = (name, text, style) => element(name, text, { "data-dit": "", class: style });
  const marked = ({ style, word, text }, name) => {
    const sentence = told(name, "", "kit-dit");
    if (word) {
      const mark = element("span", "", { class: `kit-issue kit-${style}` });
      mark.append(element("span", data.formes[style], { "aria-hidden": "true" }), ` ${word}`);
      sentence.append(mark, " ");
    }
    sentence.append(name === "p" ? element("strong", text) : text);
    return sentence;
  };
  const around = ({ notes, cites }) => {
    const links = element("span", "", { class: "kit-textes" });
    links.append(...cites.map(({ text, href }) => element("a", text, { href, "data-dit": "" })));
    return [...notes.map((note) => told("span", note, "kit-note")), ...(cites.length ? [links] : [])];
  };
  const item = (each) => {
    const made = element("li");
    made.append(marked(each, "span"), ...around(each));
    return made;
  };
  const table = ({ title, head, rows }) => {
    const made = element("table", "", { "aria-label": title });
    const top = element("tr", "", { "data-dit": "" });
    top.append(...head.map((cell) => element("th", cell, { scope: "col" })));
    const body = element("tbody");
    for (const [first, ...cells] of rows) {
      const row = element("tr", "", { "data-dit": "" });
      row.append(element("th", first, { scope: "row" }));
      row.append(...cells.map((cell, rank) => element("td", cell, { "data-colonne": head[rank + 1] })));
      body.append(row);
    }
    const headed = element("thead");
    headed.append(top);
    made.append(headed, body);
    const [scroll, inner] = ["md-typeset__scrollwrap", "md-typeset__table"].map((name) => element("div", "", { class: name }));
    inner.append(made);
    scroll.append(inner);
    return [told("p", title, "kit-titre-table"), scroll];
  };
  const part = ({ title, lines, table: found }) => {
    const list = element("ul", "", { class: "kit-lignes" });
    list.append(...lines.map(item));
    return [told("h3", title, ""), list, ...(found ? table(found) : [])];
  };

  const answerBox = document.querySelector(".kit-reponse");
  const status = answerBox.querySelector("[role=status]");
  const sheet = answerBox.querySelector(".kit-fiche");
  const print = answerBox.querySelector(".kit-imprimer");
  const controls = [...form.querySelectorAll("[data-champ]")];
  const answered = () => !print.hidden;

  const clear = (message) => {
    status.replaceChildren(element("p", message, { class: "kit-attente" }));
    sheet.replaceChildren();
    print.hidden = true;
    form.parentElement.classList.remove("kit-avec-fiche");
  };
  const forgive = () => {
    for (const control of controls) {
      control.removeAttribute("aria-invalid");
      const place = document.getElementById(`${control.id}-faute`);
      if (place) [place.hidden, place.textContent] = [true, ""];
    }
  };
  /* Le navigateur écrit une date à sa façon, parfois le mois d’abord : elle se relit ici en toutes lettres. */
  const days = controls.filter((control) => control.type === "date").map((control) => {
    return [control, document.getElementById(`${control.id}-relu`)];
  });
  const reread = (written) => {
    for (const [control, place] of days) {
      const day = readDay(control[written]);
      place.textContent = day === null ? "" : onWeekday(day);
    }
  };
  const blame = (faults) => {
    clear(faults.length > 1 ? say("fautes", { n: faults.length }) : say("faute"));
    for (const { field, message } of faults) {
      const place = document.getElementById(`${field}-faute`);
      [place.hidden, place.textContent] = [false, message];
      document.getElementById(field).setAttribute("aria-invalid", "true");
    }
    controls.find((control) => control.getAttribute("aria-invalid")).focus();
  };
  const show = ({ headline, entered, parts }) => {
    status.replaceChildren(marked(headline, "p"), ...around(headline));
    const list = element("ul", "", { class: "kit-saisie" });
    list.append(...entered.map((text) => told("li", text, "")));
    sheet.replaceChildren(list, ...parts.flatMap(part));
    print.hidden = false;
    form.parentElement.classList.add("kit-avec-fiche");
    answerBox.scrollIntoView({ block: "nearest" });
  };
  const tools = { afis, dossier, parcours };
  const ask = (event) => {
    event.preventDefault();
    forgive();
    const answers = {};
    for (const control of controls) {
      answers[control.dataset.champ] = control.type === "checkbox" ? (control.checked ? "oui" : "") : control.value;
    }
    const answer = tools[form.dataset.outil](answers);
    if (answer.faults) blame(answer.faults);
    else show(answer);
  };

  /* Les interruptions se montrent une à une. */
  const cuts = [...form.querySelectorAll(".kit-interruption")];
  const add = form.querySelector(".kit-ajouter");
  const fold = () => {
    for (const [rank, cut] of cuts.entries()) cut.hidden = rank > 0;
    if (add) add.hidden = false;
  };
  if (add) {
    add.addEventListener("click", () => {
      const next = cuts.find((cut) => cut.hidden);
      next.hidden = false;
      next.querySelector("input").focus();
      add.hidden = !cuts.some((cut) => cut.hidden);
    });
  }

  form.addEventListener("submit", ask);
  form.addEventListener("reset", () => {
    forgive();
    fold();
    clear(say("attente"));
    // Les champs ne sont remis qu’après cet événement.
    reread("defaultValue");
  });
  form.addEventListener("input", () => {
    reread("value");
    if (answered()) clear(say("change_saisie"));
  });
  print.addEventListener("click", () => window.print());
  /* Quitter la page efface tout, même quand le navigateur la garde pour le retour en arrière. */
  window.addEventListener("pagehide", () => form.reset());

  form.reset();
})();
