// Follows `swift run Walkthrough --watch`: asks for its status once a second, and shows in place what
// is new. Scripts only, since a browser refuses to read any other file from disk. Nothing is sent.
'use strict';
globalThis.glassbox ??= {};
(() => {
  if (location.protocol !== 'file:') return;
  const main = document.querySelector('main');
  const script = document.currentScript?.dataset ?? {};
  /** `01-Convolution/index`; `index` for the page of contents. */
  const page = script.page ?? main?.dataset.page ?? 'index';
  const folder = page.includes('/') ? page.split('/')[0] : '';
  const outputs = script.outputs ?? (folder ? '..' : '.');

  const pause = { missing: 2000, calm: 1000, busy: 150 };  // milliseconds until the next question
  const silence = 20000;  // a watch that was not heard of for so long has ended

  let last = null;          // the last status
  let loaded = null;        // the number of the shown page
  let wasAlive = false;
  let changes = null;       // what the last new page has changed, as an element
  let work = Promise.resolve();

  /** Loads a classic script, and forgets it. */
  function load(path) {
    return new Promise((resolve, reject) => {
      const made = document.createElement('script');
      made.src = path;
      made.onload = () => { made.remove(); resolve(); };
      made.onerror = () => { made.remove(); reject(new Error(path)); };
      document.head.append(made);
    });
  }

  /** Whether a watch has left its files. A missing frame, unlike a script, is no complaint. */
  function look() {
    const frame = document.createElement('iframe');
    frame.hidden = true;
    frame.title = 'live';
    const heard = (event) => {
      if (event.source === frame.contentWindow && event.data === 'glassbox-live') end(true);
    };
    const end = (isHere) => {
      removeEventListener('message', heard);
      clearTimeout(patience);
      frame.remove();
      setTimeout(isHere ? ask : look, isHere ? 0 : pause.missing);
    };
    const patience = setTimeout(end, 1500, false);
    addEventListener('message', heard);
    frame.src = `${outputs}/.live/here.html?${Date.now()}`;
    document.body.append(frame);
  }

  async function ask() {
    try {
      await load(`${outputs}/.live/status.js?${Date.now()}`);
    } catch {
      setTimeout(look, pause.missing);
      return;
    }
    const isBusy = last && isAlive(last) && Object.values(last.entries)
      .some((entry) => entry.state === 'building' || entry.state === 'running');
    setTimeout(ask, isBusy ? pause.busy : pause.calm);
  }

  function isAlive(status) {
    return !status.endedAt && Date.now() - status.aliveAt < silence;
  }

  /** What the status script calls. */
  glassbox.live = (status) => {
    const own = status.entries[folder];
    // A page that was opened later than the entry is up to date.
    if (last === null && own) loaded = own.changedAt < performance.timeOrigin ? own.number : null;
    const alive = isAlive(status);
    if (last && status.number === last.number && alive === wasAlive) return;
    last = status;
    if (!alive && !wasAlive) return;
    wasAlive = alive;
    work = work.then(() => follow(status, own, alive)).catch(console.error);
  };

  async function follow(status, own, alive) {
    if (own?.state === 'done' && own.pages.includes(page) && own.number > (loaded ?? 0)) {
      loaded = own.number;
      await load(`${outputs}/.live/${page}.js?${own.number}`);
      return;
    }
    if (own?.state === 'done' && own.number > (loaded ?? 0)) {
      loaded = own.number;
      changes = glassbox.livePanel.changes(own, outputs, null, null);
    }
    glassbox.livePanel.show({ status, folder, outputs, alive, changes });
  }

  /** What the script of a new page calls. */
  glassbox.livePage = (left) => {
    if (left.page !== page) return;
    const own = last.entries[folder];
    const parse = (html) => new DOMParser().parseFromString(html, 'text/html');
    const now = parse(left.html);
    const before = left.before ? parse(left.before) : null;
    work = work.then(async () => {
      await glassbox.liveReplace(now, own, load);
      changes = glassbox.livePanel.changes(own, outputs, before, now);
      glassbox.livePanel.show({
        status: last, folder, outputs, alive: isAlive(last), changes, shownAt: Date.now(),
      });
    }).catch(console.error);
  };

  look();
})();
