/** The look of the button, and the colours, which the page may set as custom properties on the element. */
export const launcherCss = `
:host{all:initial!important;display:block!important;color-scheme:light dark}
:host([hidden]){display:none!important}
.launcher,.help,.panel{--accent:var(--al-accent,#0b5c6b);--on-accent:var(--al-on-accent,#fff);--ground:var(--al-ground,#fff);--ink:var(--al-ink,#1b2526);--link:var(--al-link,#0b5c6b);--soft:var(--al-soft,#eef4f4);--line:var(--al-line,#6b7f82);--alarm:var(--al-alarm,#a3121f);--alarm-soft:var(--al-alarm-soft,#fdeeee);box-sizing:border-box;direction:ltr;font:1em/1.5 system-ui,sans-serif;color:var(--ink)}
@media (prefers-color-scheme:dark){.launcher,.help,.panel{--accent:var(--al-accent,#7fd0de);--on-accent:var(--al-on-accent,#06252b);--ground:var(--al-dark-ground,#141c1d);--ink:var(--al-dark-ink,#eaf2f2);--link:var(--al-dark-link,#7fd0de);--soft:var(--al-dark-soft,#213031);--line:var(--al-dark-line,#8aa0a3);--alarm:var(--al-dark-alarm,#ff9a9f);--alarm-soft:var(--al-dark-alarm-soft,#3b1719)}}
[hidden]{display:none!important}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.launcher{position:fixed;inset:auto 1em 1em auto;z-index:2147483000;max-width:calc(100vw - 2em);min-height:3em;padding:.6em 1.1em;border:1px solid var(--on-accent);border-radius:2em;background:var(--accent);color:var(--on-accent);cursor:pointer;box-shadow:0 2px 10px #0004}
:host([position=left]) .launcher{inset:auto auto 1em 1em}
.help{position:fixed;inset:auto 1em 5em 1em;z-index:2147483000;max-width:26em;margin-left:auto;padding:.4em 1em;background:var(--ground);border:2px solid var(--alarm);border-radius:.6em}
.help p{margin:.4em 0}
.help a{color:var(--link)}
.calls{display:flex;flex-wrap:wrap;gap:.5em}
.calls a{flex:1 1 auto;padding:.5em .6em;text-align:center;border:1px solid transparent;border-radius:.4em;background:var(--alarm);color:var(--ground);font-weight:600;text-decoration:none}
@media (forced-colors:active){.launcher,.calls a{border:1px solid}}
@media print{.launcher{display:none}}
`
