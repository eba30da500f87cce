/** What the page says. A system's steps are read in order. */
export interface TrustCopy {
  readonly lang: string;
  readonly other: { readonly label: string; readonly file: string };
  readonly title: string;
  readonly why: string;
  readonly get: string;
  readonly profile: string;
  readonly fingerprint: string;
  readonly fingerprintHint: string;
  readonly systems: readonly { readonly name: string; readonly steps: readonly string[] }[];
  readonly then: string;
  readonly go: string;
  readonly scan: string;
  readonly remove: string;
  readonly removeHint: string;
}

export const ENGLISH: TrustCopy = {
  lang: 'en',
  other: { label: 'Deutsch', file: 'de.html' },
  title: 'Let this device trust Parley',
  why: 'Browsers give camera and microphone only to pages whose certificate they trust. This Parley made one of its own. Trust it once on each device, and calls work here without the internet.',
  get: 'Get the certificate',
  profile: 'Get it as a profile (iPhone, iPad, Mac)',
  fingerprint: 'Fingerprint (SHA-256)',
  fingerprintHint: 'Ask the person who runs this Parley: it has to be the same as the one they see.',
  systems: [
    {
      name: 'iPhone and iPad',
      steps: [
        'Open this page in Safari, get the profile, and allow the download.',
        'Open Settings, then “Profile Downloaded” near the top, and install it.',
        'Open Settings › General › About › Certificate Trust Settings, and turn Parley on.',
      ],
    },
    {
      name: 'Android',
      steps: [
        'Get the certificate.',
        'Open Settings and search for “CA certificate”. Choose “Install anyway” and pick the file.',
        'Close the browser and open it again.',
      ],
    },
    {
      name: 'Windows',
      steps: [
        'Get the certificate and open the file.',
        'Choose “Install certificate”, then “Current user”.',
        'Choose “Place all certificates in the following store”, pick “Trusted Root Certification Authorities”, and finish.',
      ],
    },
    {
      name: 'Mac',
      steps: [
        'Get the certificate and open the file: it appears in Keychain Access.',
        'Open it there, unfold “Trust”, and choose “Always Trust”.',
      ],
    },
    {
      name: 'Linux',
      steps: [
        'Get the certificate.',
        'In Chrome open Settings › Privacy and security › Security › Manage certificates › Installed by you, and import it.',
      ],
    },
    {
      name: 'Firefox, on any system',
      steps: [
        'Get the certificate.',
        'Open Settings › Privacy & Security › View Certificates › Authorities, import it, and tick that it may identify websites.',
      ],
    },
  ],
  then: 'Then open Parley',
  go: 'Open Parley',
  scan: 'Or point another phone at this code:',
  remove: 'To undo it',
  removeHint:
    'Remove the certificate “Parley” where you installed it: under Profiles on an iPhone, under user certificates on Android, in the list of certificates elsewhere.',
};

export const GERMAN: TrustCopy = {
  lang: 'de',
  other: { label: 'English', file: 'index.html' },
  title: 'Diesem Parley vertrauen',
  why: 'Browser geben Kamera und Mikrofon nur Seiten, deren Zertifikat sie vertrauen. Dieses Parley hat sich selbst eines gemacht. Vertraue ihm einmal auf jedem Gerät, dann gehen Gespräche hier auch ohne Internet.',
  get: 'Zertifikat laden',
  profile: 'Als Profil laden (iPhone, iPad, Mac)',
  fingerprint: 'Fingerabdruck (SHA-256)',
  fingerprintHint: 'Frag, wer dieses Parley betreibt: Es muss derselbe sein, der dort zu sehen ist.',
  systems: [
    {
      name: 'iPhone und iPad',
      steps: [
        'Öffne diese Seite in Safari, lade das Profil und erlaube das Laden.',
        'Öffne Einstellungen, dann oben „Profil geladen“, und installiere es.',
        'Öffne Einstellungen › Allgemein › Info › Zertifikatsvertrauenseinstellungen und schalte Parley ein.',
      ],
    },
    {
      name: 'Android',
      steps: [
        'Lade das Zertifikat.',
        'Öffne Einstellungen und suche nach „CA-Zertifikat“. Wähle „Trotzdem installieren“ und die Datei.',
        'Schließe den Browser und öffne ihn wieder.',
      ],
    },
    {
      name: 'Windows',
      steps: [
        'Lade das Zertifikat und öffne die Datei.',
        'Wähle „Zertifikat installieren“, dann „Aktueller Benutzer“.',
        'Wähle „Alle Zertifikate in folgendem Speicher speichern“, dort „Vertrauenswürdige Stammzertifizierungsstellen“, und schließe ab.',
      ],
    },
    {
      name: 'Mac',
      steps: [
        'Lade das Zertifikat und öffne die Datei: Es erscheint in der Schlüsselbundverwaltung.',
        'Öffne es dort, klappe „Vertrauen“ auf und wähle „Immer vertrauen“.',
      ],
    },
    {
      name: 'Linux',
      steps: [
        'Lade das Zertifikat.',
        'Öffne in Chrome Einstellungen › Datenschutz und Sicherheit › Sicherheit › Zertifikate verwalten › Von dir installiert und importiere es.',
      ],
    },
    {
      name: 'Firefox, auf jedem System',
      steps: [
        'Lade das Zertifikat.',
        'Öffne Einstellungen › Datenschutz & Sicherheit › Zertifikate anzeigen › Zertifizierungsstellen, importiere es und erlaube ihm, Websites auszuweisen.',
      ],
    },
  ],
  then: 'Dann öffne Parley',
  go: 'Parley öffnen',
  scan: 'Oder richte ein anderes Telefon auf diesen Code:',
  remove: 'So machst du es rückgängig',
  removeHint:
    'Entferne das Zertifikat „Parley“ dort, wo du es installiert hast: unter Profile auf dem iPhone, unter Nutzerzertifikate auf Android, sonst in der Liste der Zertifikate.',
};
