// The conversation with the server: one question at a time, asked again where it is busy or gone.

const pause = ms => new Promise(done => setTimeout(done, ms));
const PATIENCE = 10_000;  // milliseconds until a silent server counts as gone

/** Does one thing at a time: what is asked meanwhile replaces what waits, so nothing queues up. */
export function oneAtATime(work) {
  let isBusy = false, isWanted = false;
  return async function ask() {
    if (isBusy) { isWanted = true; return; }
    isBusy = true;
    try {
      do { isWanted = false; await work(); } while (isWanted);
    } finally {
      isBusy = false;
    }
  };
}

/**
 * The server's answer in JSON, or null: it was refused, or nobody wants it any more.
 * `status` is told one sentence for the reader, an empty one when all is well.
 */
export async function ask(path, { png = null, status, isStale = () => false }) {
  for (;;) {
    let wait = 2000;
    try {
      const reply = await fetch(path, {
        signal: AbortSignal.timeout(PATIENCE),
        ...png && { method: 'POST', body: png, headers: { 'Content-Type': 'image/png' } },
      });
      const told = await reply.json();
      if (reply.ok) { status(''); return told; }
      if (reply.status !== 503) {
        status(told.error ?? `The server said ${reply.status}.`);
        return null;
      }
      wait = 1000 * (Number(reply.headers.get('Retry-After')) || 1);
      status('The server is busy. Your drawing is kept, and will be sent again in a moment.');
    } catch {
      // No connection, no answer in time, or one that is no JSON.
      status('The server does not answer. Your drawing is kept, and will be sent again until it does.');
    }
    await pause(wait);
    if (isStale()) return null;
  }
}

/**
 * Asks the server to change what is kept, once: `report` if it did, or else `problem`, a sentence.
 */
export async function order(path, png) {
  try {
    const reply = await fetch(path, {
      method: 'POST', signal: AbortSignal.timeout(PATIENCE),
      ...png && { body: png, headers: { 'Content-Type': 'image/png' } },
    });
    const told = await reply.json();
    return reply.ok ? { report: told }
      : { problem: told.error ?? `The server said ${reply.status}.` };
  } catch {
    return { problem: 'The server does not answer. Look at the counts before you try again.' };
  }
}
