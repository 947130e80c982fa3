// Runs the parts of a page that can be touched, when they come near: `glassbox.interactives[name]`
// is called with its place, the lesson's data, and its networks.
'use strict';
(() => {
  /** By name: `(place, data, networks) => …`; a function may be async. */
  glassbox.interactives ??= {};
  const { element } = glassbox;
  let observer = null;

  /** A turned phone: the maps shrink until they fit, and grow back to the size of the start. */
  function fit(place) {
    let room = place.clientWidth;
    new ResizeObserver(() => {
      if (!place.clientWidth || place.clientWidth === room) return;
      room = place.clientWidth;
      const maps = glassbox.mapsIn(place), set = factor => {
        for (const map of maps) map.resize(Math.max(1, Math.floor(map.natural * factor)));
        return place.scrollWidth <= room + 4;
      };
      // If even small maps do not fit, they keep their size, and the part scrolls.
      if (![1, 0.9, 0.8, 0.7, 0.6, 0.5].some(set)) set(1);
    }).observe(place);
  }

  /** Draws one part. It runs once, unless the page was replaced. */
  async function run(section) {
    if (section.dataset.running) return;
    section.dataset.running = 'yes';
    const name = section.dataset.interactive, place = section.querySelector('.stage');
    try {
      const draw = glassbox.interactives[name];
      const { data, networks } = glassbox.data.interactive.get(name);
      if (!draw) throw new Error(`no script draws “${name}”`);
      const pairs = Object.entries(networks ?? {});
      const made = await Promise.all(pairs.map(async ([key, stored]) =>
        [key, new glassbox.Network(await glassbox.networkData(stored))]));
      place.replaceChildren();
      await draw(place, data, Object.fromEntries(made));
      section.dataset.running = 'drawn';
      fit(place);
    } catch (error) {
      const text = `This part cannot be shown: ${error.message}.`;
      place.replaceChildren(element('p', text, 'ui-note'));
      console.error(error);
    }
  }

  glassbox.part(main => {
    observer?.disconnect();
    observer = new IntersectionObserver(entries => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting) continue;
        observer.unobserve(target);
        run(target);
      }
    }, { rootMargin: '600px 0px' });
    for (const section of main.querySelectorAll('[data-interactive]')) observer.observe(section);
  });
  /** Draws a part at once, near or not. */
  glassbox.runInteractive = run;
})();
