// What it plays with: model, bank, piece of the set list.

import { el, fill, labelled, menu } from "./dom.js";
import { words } from "./words.js";

export function makeMaterial(app) {
  const models = new Map();
  let pieces = [], current = "", loaded = "";
  const model = menu([], value => {
    showModels();  // what plays; the answer moves it
    if (app.send("/dream/model/load", value)) app.say(words("stage.modelLoads", { name: value }), "good");
  });
  const bank = menu([], value => {
    showBank();
    if (value && app.send("/dream/bank/load", value)) app.say(words("stage.bankLoads", { name: value }), "good");
  });
  const piece = menu([], value => {
    piece.value = "";  // what was loaded once can be loaded again
    if (value !== "") load(pieces[Number(value)]);
  });
  const pieceBox = labelled(words("stage.piece"), piece);
  const fault = el("p", { class: "bad" });

  function showModels() {
    const rows = [...models].map(([name, { approach, isDefault }]) => [name, words(isDefault ? "stage.modelDefault" : "stage.modelRow", { name, approach })]);
    if (current && !models.has(current)) rows.unshift([current, current]);
    fill(model, rows);
    if (current) model.value = current; else model.selectedIndex = -1;
  }
  /** The menu shows the bank that plays, whoever loaded it. A dream that was added to the loops has no path. */
  function showBank() {
    const plays = [...bank.options].find(one => one.value && (loaded === one.value || loaded.endsWith(`/${one.value}`)));
    bank.value = plays?.value ?? "";
  }
  function load(one) {
    const asks = [["/dream/bank/load", one.banks[0]], ["/dream/model/load", one.models[0]]].filter(([, name]) => name);
    if (asks.every(([address, name]) => app.send(address, name))) app.say(words("stage.pieceLoads", { name: one.name }), "good");
  }
  app.osc.on("/dream/model/name", ([name, approach, isDefault]) => { models.set(name, { approach, isDefault }); showModels(); });
  app.osc.on("/dream/model/ready", ([name], isNews) => {
    if (isNews) app.say(words("stage.modelReady", { name }), "good");
    current = name;
    app.osc.send("/dream/model/list");
    showModels();
  });
  app.osc.on("/dream/bank/ready", ([path]) => { loaded = path || loaded; showBank(); });
  app.osc.on("/dream/status", ([, name]) => { if (name && name !== current) { current = name; showModels(); } });

  return {
    root: el("section", { class: "card stack" }, el("h3", { textContent: words("stage.material") }),
      pieceBox, labelled(words("stage.model"), model), labelled(words("stage.bank"), bank), fault),
    take(stage) {
      pieces = stage.pieces;
      pieceBox.hidden = !pieces.length;
      fill(piece, [["", words("stage.pieceNone")], ...pieces.map((one, index) => [index, one.name])]);
      fill(bank, [["", words(stage.banks.length ? "stage.bankNone" : "stage.banksEmpty")],
        ...stage.banks.filter(one => !one.fault).map(one => [one.name, words("stage.bankRow", one)])]);
      showBank();
      const faults = [stage.set_list_fault, ...stage.banks.map(one => one.fault)].filter(Boolean);
      fault.hidden = !faults.length;
      fault.textContent = faults.join("; ");
    },
  };
}
