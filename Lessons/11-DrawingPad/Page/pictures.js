// A picture of one's own in place of a drawing: from a file, by a drop, or by a paste.

const LONGEST = 1600;         // pixels a side
const MOST_BYTES = 1_000_000;  // of a request
const MOST_FILE = 100_000_000;

/** The picture in a file as { canvas, png, name }. Throws one sentence for the reader. */
export async function readPicture(file) {
  const name = file.name || 'The picture';
  if (file.size === 0) throw new Error(`${name} is empty.`);
  if (file.size > MOST_FILE) {
    throw new Error(`${name} has ${Math.round(file.size / 1e6)} MB. The limit is 100 MB.`);
  }
  const address = URL.createObjectURL(file), image = new Image();
  try {
    image.src = address;
    // The browser turns it as its EXIF orientation says.
    await image.decode();
    return { name, ...await fitted(image) };
  } catch {
    const kind = file.type ? ` (${file.type})` : '';
    throw new Error(`${name}${kind} cannot be read as a picture by this browser. `
      + 'Save it as a JPEG or a PNG, and try again.');
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** As large as it can be sent; the service needs less. */
async function fitted(image) {
  const [width, height] = [image.naturalWidth, image.naturalHeight];
  if (!width || !height) throw new Error('no size');
  let scale = Math.min(1, LONGEST / Math.max(width, height));
  for (;;) {
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(width * scale));
    canvas.height = Math.max(1, Math.round(height * scale));
    const context = canvas.getContext('2d');
    context.imageSmoothingQuality = 'high';
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    const png = await new Promise(done => canvas.toBlob(done, 'image/png'));
    if (png.size <= MOST_BYTES) return { canvas, png };
    scale *= Math.max(0.5, Math.min(0.9, Math.sqrt(MOST_BYTES / png.size)));
  }
}

/**
 * Takes pictures from a button (and its hidden file field), from drops and from pastes. `take` gets
 * each picture, `say` a sentence, which is empty when all is well.
 */
export function takePictures({ button, field, board, take, say }) {
  let newest = 0;
  async function read(files, nothing) {
    const mine = ++newest;
    if (files.length === 0) return say(nothing);
    say(`Reading ${files[0].name || 'the picture'}.`);
    try {
      const picture = await readPicture(files[0]);
      if (mine !== newest) return;
      take(picture);
      say(files.length > 1 ? `Only the first of ${files.length} files was taken.` : '');
    } catch (error) {
      if (mine === newest) say(error.message);
    }
  }
  button.addEventListener('click', () => field.click());
  field.addEventListener('change', () => {
    const files = [...field.files];
    field.value = '';  // so that the same file can be chosen again
    if (files.length > 0) read(files, '');
  });
  const isOver = is => board.classList.toggle('over', is);
  addEventListener('dragover', event => { event.preventDefault(); isOver(true); });
  addEventListener('dragleave', event => { if (!event.relatedTarget) isOver(false); });
  addEventListener('drop', event => {
    event.preventDefault();
    isOver(false);
    read([...event.dataTransfer.files], 'There is no file in what was dropped.');
  });
  addEventListener('paste', event => {
    const files = [...event.clipboardData?.files ?? []];
    const isText = event.target.matches?.('input, textarea');
    if (files.length === 0 && isText) return;
    event.preventDefault();
    read(files, 'There is no picture in the clipboard.');
  });
}
