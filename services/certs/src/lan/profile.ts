import { createHash } from 'node:crypto';

/** A UUID that is the same for the same content, so that an iPhone knows the profile again. */
function uuidOf(content: string): string {
  const digits = createHash('sha256').update(content).digest('hex');
  return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-8$3-8$4-$5').toUpperCase();
}

/**
 * A configuration profile with the authority `der`: what an iPhone installs in one step.
 * https://developer.apple.com/documentation/devicemanagement/certificateroot
 */
export function profileOf(der: Buffer): string {
  const content = der.toString('base64');
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>
<key>PayloadType</key><string>Configuration</string>
<key>PayloadVersion</key><integer>1</integer>
<key>PayloadIdentifier</key><string>parley.authority</string>
<key>PayloadUUID</key><string>${uuidOf(`profile ${content}`)}</string>
<key>PayloadDisplayName</key><string>Parley</string>
<key>PayloadContent</key><array><dict>
<key>PayloadType</key><string>com.apple.security.root</string>
<key>PayloadVersion</key><integer>1</integer>
<key>PayloadIdentifier</key><string>parley.authority.root</string>
<key>PayloadUUID</key><string>${uuidOf(content)}</string>
<key>PayloadDisplayName</key><string>Parley</string>
<key>PayloadContent</key><data>${content}</data>
</dict></array>
</dict></plist>
`;
}
