// A short name for what most modules of the page do.
export const $ = id => document.getElementById(id);
