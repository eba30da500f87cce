/** Upper bounds for one sender: bits a second, and by how much each side of the picture is divided. */
export interface SenderBounds {
  readonly maxBitrate: number;
  readonly scaleResolutionDownBy: number;
}
export interface Encoding {
  readonly camera: SenderBounds;
  readonly screen: SenderBounds;
}

/**
 * In a mesh everybody encodes once for each other participant and the tiles shrink as people come, so what one
 * link may cost falls with their number. A shared screen keeps its resolution: text must stay readable.
 */
export function encodingFor(links: number): Encoding {
  const screen = { maxBitrate: links > 3 ? 1_200_000 : 2_500_000, scaleResolutionDownBy: 1 };
  return { camera: cameraBounds(links), screen };
}

/** A camera of 1280x720 becomes 854x480 for two others, 640x360 for up to four, 427x240 for more. */
function cameraBounds(links: number): SenderBounds {
  if (links <= 1) return { maxBitrate: 2_500_000, scaleResolutionDownBy: 1 };
  if (links === 2) return { maxBitrate: 900_000, scaleResolutionDownBy: 1.5 };
  if (links <= 4) return { maxBitrate: 600_000, scaleResolutionDownBy: 2 };
  return { maxBitrate: 350_000, scaleResolutionDownBy: 3 };
}

/** Applies the bounds where they differ. A sender that is not negotiated yet has no encodings: it is left alone. */
export function applyEncoding(sender: RTCRtpSender, bounds: SenderBounds): void {
  const parameters = sender.getParameters();
  const encoding = parameters.encodings[0];
  if (!encoding) return;
  const same =
    encoding.maxBitrate === bounds.maxBitrate &&
    encoding.scaleResolutionDownBy === bounds.scaleResolutionDownBy;
  if (same) return;
  Object.assign(encoding, bounds);
  // Rejects when another change overtook this one or the connection closed; the next change sets it again.
  sender.setParameters(parameters).catch(() => undefined);
}
