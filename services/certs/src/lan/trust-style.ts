/** Parley's look without its code: the page has to work before anything is trusted. The colours are the theme's. */
export const STYLE = `
:root{color-scheme:light dark;--ink:light-dark(#1b1a1f,#f4efe8);--paper:light-dark(#fbf8f3,#1b1a1f);
--raised:light-dark(#fff,#26242b);--muted:light-dark(#5c5650,#bab3aa);--line:light-dark(#8f5200,#f2a33a);--edge:light-dark(#e4dccf,#3b3841)}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{max-inline-size:40rem;margin-inline:auto;padding:16px 16px 48px}
h1{margin:8px 0 12px;font-size:28px;line-height:1.2}
h2{margin:32px 0 8px;font-size:20px}
p{margin:0 0 12px}
a{color:var(--line)}
.language{margin:0;text-align:end}
.language a{display:inline-block;padding:12px 0}
.actions{display:flex;flex-wrap:wrap;gap:8px 20px;align-items:center;margin-block:16px}
.button{display:inline-block;padding:12px 24px;border-radius:999px;background:#f2a33a;color:#1b1a1f;font-weight:600;text-decoration:none}
.quiet{padding:12px 0}
.hint{color:var(--muted)}
.fingerprint{padding:12px 16px;border-radius:12px;background:var(--raised);font:14px/1.7 ui-monospace,monospace;overflow-wrap:anywhere}
details{margin-block-start:8px;border:1px solid var(--edge);border-radius:12px;background:var(--raised)}
summary{padding:12px 16px;font-weight:600;cursor:pointer}
details ol{margin:0;padding:0 16px 12px 36px}
li{margin-block-end:4px}
.code{inline-size:200px;max-inline-size:100%;border-radius:12px;background:#fff;color:#1b1a1f;overflow:hidden}
.code svg{display:block;inline-size:100%;block-size:auto}
a:focus-visible,summary:focus-visible{outline:3px solid var(--line);outline-offset:2px}
`.trim();
