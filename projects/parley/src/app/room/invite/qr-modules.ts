/** A QR code as the path of its dark modules, in a square of `size` modules, quiet zone included. */
export interface QrModules {
  readonly size: number;
  readonly path: string;
}

/** The standard asks for four light modules on every side; readers fail on dark pages without them. */
const QUIET_ZONE = 4;

/** Encodes `text`. The encoder travels only when a code is shown. */
export async function qrModules(text: string): Promise<QrModules> {
  const { encodeQR } = await import('qr');
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: QUIET_ZONE });
  return { size: rows.length, path: rows.map(rowPath).join('') };
}

/** Each run of dark modules is one rectangle, so that no hairlines show between them. */
function rowPath(row: readonly boolean[], y: number): string {
  let path = '';
  for (let x = 0; x < row.length; x += 1) {
    if (row[x] !== true) continue;
    let end = x;
    while (row[end] === true) end += 1;
    path += `M${x} ${y}h${end - x}v1h${x - end}z`;
    x = end;
  }
  return path;
}
