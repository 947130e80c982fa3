// Any number of a figure can be asked: pointing at it lights up what made it, a click opens its
// arithmetic. Each place has an address, so that the browser's Back works.
'use strict';
(() => {
  const {
    addressOf, button, element, fold, light, mapIn, placesOf, richest, siteAt, stagesOf, traceIn,
    traceOf,
  } = glassbox;

  let views = [];     // the drawn maps with a place in a network: { view, data, number, places }
  let asked = null;   // what the panel shows: { number, trace, site, trail, isAll }
  let pointed = null; // what the pointer is on: { number, trace, site }
  let origin = null;  // the map that was clicked, for the way back of the keyboard
  let turn = 0;       // grows with each question; an older answer that comes late is dropped

  // ---- Pointing ---------------------------------------------------------------------------------

  /** The maps of a trace that are still on the page. */
  function viewsOf(number) {
    views = views.filter(({ view }) => view.element.isConnected);
    return views.filter(one => one.number === number);
  }
  function shine() {
    const shown = pointed ?? asked;
    for (const { view, number } of views) if (shown?.number !== number) view.mark([]);
    if (shown) light(viewsOf(shown.number), shown.trace, shown.site, shown === asked);
  }
  let waiting = 0;
  function shineSoon() {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(shine);
  }

  /** Makes the maps of a drawn figure answer. */
  function listen(maps) {
    for (const view of maps) {
      const { origin: source, trace } = view.spec;
      if (!source || trace === undefined) continue;
      const number = richest(trace);
      const one = { view, number, places: null };
      views.push(one);
      const point = view.options.onPoint, click = view.options.onClick;
      view.listen({
        onPoint(row, column) {
          point?.(row, column);
          const site = row === null ? null : one.places?.site(row, column);
          pointed = site ? { number, trace: one.trace, site } : null;
          shineSoon();
        },
        onClick(row, column) {
          click?.(row, column);
          const isByKey = String(view.cursor) === `${row},${column}`;
          prepare(one).then(() => {
            const site = one.places?.site(row, column);
            if (!site) return;
            origin = view;
            ask(number, site, { trail: [], isByKey });
          });
        },
      });
      view.body.addEventListener('pointerenter', () => prepare(one), { once: true });
      glassbox.idle(() => prepare(one));
    }
  }
  /** Computes a map's trace, and names its numbers. A network that is not known leaves it mute. */
  async function prepare(one) {
    if (one.trace) return;
    const trace = await traceOf(one.number).catch(() => null);
    if (!trace || one.trace) return;
    const { view } = one, places = placesOf(trace.network, view.spec);
    if (!places) return;
    Object.assign(one, { trace, places });
    view.words = (row, column) => {
      const site = places.site(row, column), value = glassbox.short(view.at(row, column));
      return site ? `${trace.name(site)} = ${value}` : `not a number of the network: ${value}`;
    };
    if (asked?.number === one.number) shineSoon();
  }

  // ---- Asking -----------------------------------------------------------------------------------

  /** Asks for a site, and gives the page its address. */
  async function ask(number, site, { trail = [], isByKey = false } = {}) {
    const trace = await traceOf(number);
    const address = '#' + addressOf(trace.network, number, site);
    if (address !== location.hash) history.pushState({ trail }, '', address);
    await show(number, site, trail, isByKey);
  }
  /** Shows the arithmetic of a site; `trail` are the addresses on the way here. */
  async function show(number, site, trail, isByKey = false) {
    const mine = ++turn, trace = await traceOf(number);
    if (mine !== turn) return;
    asked = { number, trace, site, trail, isAll: false };
    tell(isByKey);
    shine();
    keepInSight();
  }

  /** Fills the panel. */
  function tell(takesFocus) {
    const { number, trace, site, trail, isAll } = asked, place = panel();
    const had = place.contains(document.activeElement), told = trace.explain(site);
    document.body.classList.add('asked');
    place.hidden = false;
    glassbox.showExplanation(
      document.getElementById('arithmetic'), isAll ? told : fold(told), site, {
        stages: stagesOf(trace), trail, hasGradients: trace.isTraced, enlarge: mapIn(trace),
        go(next, isBeside) {
          const here = { name: told.name, address: location.hash };
          ask(number, next, { trail: isBeside ? trail : [...trail, here] });
        },
        back: () => history.back(),
        showAll() { asked.isAll = true; tell(); },
      });
    if (!trail.length || !had) place.scrollTop = 0;
    if (had || takesFocus) {
      const next = ['follow', 'back', 'release'].map(id => document.getElementById(id));
      next.find(Boolean).focus({ preventScroll: true });
    }
    const value = document.getElementById('value').textContent;
    document.getElementById('asked-aloud').textContent = `${told.name} is ${value}.`;
  }

  /** The panel beside the page; on a narrow page a sheet at the lower edge. */
  function panel() {
    let place = document.getElementById('inspector');
    if (!place) {
      place = element('aside');
      place.id = 'inspector';
      place.setAttribute('aria-label', 'How a number was computed');
      document.body.append(place);
    }
    if (place.firstElementChild) return place;
    const head = element('div', '', 'titled'), body = element('div'), aloud = element('p');
    const close = button('Close', 'release', release);
    close.setAttribute('aria-label', 'Close: release this number');
    head.append(element('h2', 'Where it came from'), close);
    body.id = 'arithmetic';
    aloud.id = 'asked-aloud';
    aloud.className = 'unseen';
    aloud.setAttribute('aria-live', 'polite');
    place.append(head, body, aloud);
    return place;
  }

  /** Closes the panel; Back opens it again. */
  function release() {
    if (traceIn(location.hash) >= 0) {
      history.pushState(null, '', location.pathname + location.search);
    }
    hide();
  }
  function hide() {
    turn++;
    if (!asked) return;
    const had = panel().contains(document.activeElement);
    asked = null;
    document.body.classList.remove('asked');
    shine();
    if (had && origin?.element.isConnected) origin.body.focus({ preventScroll: true });
  }

  /** A sheet must not cover the map that was touched. */
  function keepInSight() {
    const sheet = panel();
    if (!origin?.element.isConnected || getComputedStyle(sheet).position !== 'fixed') return;
    const hidden = origin.body.getBoundingClientRect().bottom - sheet.getBoundingClientRect().top;
    const top = origin.body.getBoundingClientRect().top - 8;
    if (hidden > 0) scrollBy({ top: Math.min(hidden + 16, Math.max(0, top)) });
  }

  /** Shows what the address says: when the page was opened, and after Back. */
  async function follow({ scrolls = false, trail = [] } = {}) {
    const number = traceIn(location.hash), { hash } = location;
    if (number < 0) return hide();
    const trace = await traceOf(number).catch(() => null);
    const site = trace && siteAt(trace.network, hash);
    if (!site || hash !== location.hash) return site ? undefined : hide();
    if (scrolls) reveal(number, trace.network, site);
    await show(number, site, trail);
  }
  /** Brings the first figure with this number into sight. */
  function reveal(number, network, site) {
    const holds = data => data.kind === 'map'
      ? richest(data.trace) === number && placesOf(network, data)?.key === glassbox.keyOfSite(site)
        && placesOf(network, data).cell(site.index) !== null
      : (data.members ?? []).some(holds);
    const found = [...glassbox.data.figures].find(([, data]) => holds(data));
    const figure = found && document.getElementById(`figure-${found[0]}`);
    if (figure?.offsetParent) figure.scrollIntoView({ block: 'center' });
  }

  const onIdle = globalThis.requestIdleCallback ?? (act => setTimeout(act, 200));
  glassbox.idle = act => onIdle(act);

  glassbox.part(main => {
    for (const { maps } of glassbox.figuresOf?.(main) ?? []) {
      listen(maps.filter(map => !views.some(({ view }) => view === map)));
    }
    follow({ scrolls: true, trail: history.state?.trail ?? [] });
  });
  document.addEventListener('glassbox-figure', ({ detail }) => {
    listen(detail.maps);
    if (asked) shineSoon();
  });
  addEventListener('popstate', event => follow({ trail: event.state?.trail ?? [] }));
  document.addEventListener('keydown', event => {
    if (event.key !== 'Escape' || event.defaultPrevented || !asked) return;
    if (event.target.closest?.('input, textarea, select, dialog')) return;
    release();
  });

  Object.assign(glassbox, { ask });
})();
