/** Upper bounds for one sender: bits a second, and by how much each side of the picture is divided. */
export interface SenderBounds {
  readonly maxBitrate: number;
  readonly scaleResolutionDownBy: number;
}

/** Whether a sender sends at all. One that begins again begins with a whole picture. */
interface SenderState {
  readonly active: boolean;
}

export interface Encoding {
  readonly camera: SenderBounds;
  readonly screen: SenderBounds;
}

/** What a camera is asked for, and the bits a second that such a picture is worth. */
const FULL = { width: 1280, height: 720, maxBitrate: 2_500_000 };

/**
 * In a mesh everybody encodes once for each other participant and the tiles shrink as people come, so what one
 * link may cost falls with their number. A shared screen keeps its resolution: text must stay readable.
 */
export function encodingFor(links: number): Encoding {
  const screen = { maxBitrate: links > 3 ? 1_200_000 : 2_500_000, scaleResolutionDownBy: 1 };
  return { camera: cameraBounds(links), screen };
}

/** A camera of 1280x720 becomes 640x360 for two to four others, with fewer bits for more of them, and 427x240 beyond. */
function cameraBounds(links: number): SenderBounds {
  if (links <= 1) return { maxBitrate: FULL.maxBitrate, scaleResolutionDownBy: 1 };
  if (links === 2) return { maxBitrate: 900_000, scaleResolutionDownBy: 2 };
  if (links <= 4) return { maxBitrate: 600_000, scaleResolutionDownBy: 2 };
  return { maxBitrate: 350_000, scaleResolutionDownBy: 3 };
}

/**
 * `bounds` for a picture that is shown with a shorter side of `shown` pixels: a larger one would cost everybody bits and
 * work that nobody sees. A smaller one needs fewer bits, though more for each of its pixels.
 */
export function shownBounds(bounds: SenderBounds, picture: PictureSize, shown: number): SenderBounds {
  const { width = FULL.width, height = FULL.height } = picture;
  const shortSide = Math.min(width, height);
  const scale = Math.max(bounds.scaleResolutionDownBy, shortSide / shown);
  const worth = Math.round(FULL.maxBitrate * (shortSide / scale / FULL.height) ** 1.5);
  return { maxBitrate: Math.min(bounds.maxBitrate, worth), scaleResolutionDownBy: scale };
}

/** Pixels of a picture that WebRTC sends from the first one on, however little it knows of the path yet. */
const FIRST_PIXELS = 320 * 180;

/**
 * `bounds` for the first moment of a call. WebRTC assumes 300 kbit/s before it has measured anything and lets up to four
 * pictures larger than this pass before it sends a smaller one: 400 ms of nothing from a camera of 10 pictures a second.
 * https://webrtc.googlesource.com/src/+/main/video/video_stream_encoder.cc (initial frame dropper)
 */
export function firstBounds(
  bounds: SenderBounds,
  { width = FULL.width, height = FULL.height }: PictureSize,
): SenderBounds {
  const fits = Math.sqrt((width * height) / FIRST_PIXELS);
  return { ...bounds, scaleResolutionDownBy: Math.max(bounds.scaleResolutionDownBy, fits) };
}

/** Natural size in pixels, as far as it is known. */
interface PictureSize {
  readonly width?: number;
  readonly height?: number;
}

/** Applies what differs. A sender that is not negotiated yet has no encodings: it is left alone. */
export function applyEncoding(sender: RTCRtpSender, wanted: Partial<SenderBounds> & SenderState): void {
  const parameters = sender.getParameters();
  const encoding = parameters.encodings[0];
  if (!encoding) return;
  const {
    active,
    maxBitrate = encoding.maxBitrate,
    scaleResolutionDownBy = encoding.scaleResolutionDownBy,
  } = wanted;
  const same =
    encoding.active === active &&
    encoding.maxBitrate === maxBitrate &&
    encoding.scaleResolutionDownBy === scaleResolutionDownBy;
  if (same) return;
  Object.assign(encoding, wanted);
  // Rejects when another change overtook this one or the connection closed; the next change sets it again.
  sender.setParameters(parameters).catch(() => undefined);
}
