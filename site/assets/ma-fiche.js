/* La page « Ma fiche » : les fichiers choisis, le contrôle, ses constats. */
(() => {
  "use strict";
  const form = document.querySelector(".kit-ma-fiche");
  const [chosen, day] = [form.querySelector("#fichiers"), form.querySelector("#jour")];
  const bar = form.querySelector("progress");
  const button = form.querySelector("button");
  const status = document.querySelector(".kit-reponse [role=status]");
  const list = document.querySelector(".kit-constats");
  const report = document.querySelector(".kit-rapport");

  /** @param {string} text */
  const say = (text) => {
    const line = document.createElement("p");
    line.textContent = text;
    status.replaceChildren(line);
  };

  /** @param {any} finding */
  const written = (finding) => {
    const item = document.createElement("li");
    const place = document.createElement("code");
    place.textContent = `${finding.file.split("/").pop()}, ligne ${finding.line}`;
    item.append(place, ` ${finding.message}`, document.createElement("br"), `→ ${finding.remedy}`);
    return item;
  };

  const check = async () => {
    const files = {};
    for (const file of chosen.files) files[file.name] = new Uint8Array(await file.arrayBuffer());
    bar.hidden = false;
    const engine = await KitEngine.start((share) => (bar.value = share));
    const { answer } = await engine.ask({ do: "report", date: day.value }, files);
    const found = JSON.parse(answer.json).departments[0].results.flatMap((result) => result.findings);
    list.replaceChildren(...found.map(written));
    say(found.length === 0 ? "Aucun constat." : `${found.length} constat${found.length > 1 ? "s" : ""}.`);
    if (report.href) URL.revokeObjectURL(report.href);
    report.href = URL.createObjectURL(new Blob([answer.json], { type: "application/json" }));
    report.download = "rapport.json";
    report.hidden = false;
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    list.replaceChildren();
    report.hidden = true;
    if (chosen.files.length === 0) {
      say("Choisissez d’abord vos fichiers.");
      chosen.focus();
      return;
    }
    button.disabled = true;
    say("Contrôle en cours…");
    try {
      await check();
    } catch (error) {
      say(error.message);
    }
    bar.hidden = true;
    button.disabled = false;
  });
})();
