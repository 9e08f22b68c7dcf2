/** The widget's look. Colours are custom properties that the page may set on the element. */
export const css = `
:host{--al-accent:#0b5c6b;--al-on-accent:#fff;--al-ground:#fff;--al-ink:#1b2526;--al-soft:#eef4f4;--al-line:#6b7f82;--al-alarm:#a3121f;--al-alarm-soft:#fdeeee;font:1rem/1.5 system-ui,sans-serif;color:var(--al-ink)}
@media (prefers-color-scheme:dark){:host{--al-accent:#7fd0de;--al-on-accent:#06252b;--al-ground:#141c1d;--al-ink:#eaf2f2;--al-soft:#213031;--al-line:#8aa0a3;--al-alarm:#ff9a9f;--al-alarm-soft:#3b1719}}
*{box-sizing:border-box}
button,textarea{font:inherit;color:inherit}
:focus-visible{outline:3px solid var(--al-accent);outline-offset:2px}
.launcher{position:fixed;inset:auto 1rem 1rem auto;z-index:2147483000;min-height:3rem;padding:.6rem 1.1rem;border:0;border-radius:2rem;background:var(--al-accent);color:var(--al-on-accent);cursor:pointer;box-shadow:0 2px 10px #0004}
:host([position=left]) .launcher{inset:auto auto 1rem 1rem}
.panel{position:fixed;inset:auto 1rem 1rem auto;z-index:2147483000;display:flex;flex-direction:column;width:min(26rem,calc(100vw - 2rem));height:min(40rem,calc(100dvh - 2rem));background:var(--al-ground);border:1px solid var(--al-line);border-radius:.8rem;overflow:hidden;box-shadow:0 6px 30px #0005}
:host([position=left]) .panel{inset:auto auto 1rem 1rem}
[hidden]{display:none!important}
header{display:flex;gap:.5rem;align-items:center;padding:.6rem .8rem;background:var(--al-accent);color:var(--al-on-accent)}
header div{flex:1;min-width:0}
h2{margin:0;font-size:1.05rem}
header p{margin:0;font-size:.85rem}
header button{min-width:2rem;min-height:2rem;border:1px solid currentColor;border-radius:.4rem;background:none;color:inherit;cursor:pointer;font-size:.85rem}
header :focus-visible{outline-color:currentColor}
.log{flex:1;overflow-y:auto;padding:.8rem;overflow-wrap:anywhere}
.log>div{margin:0 0 .8rem;padding:.6rem .8rem;border-radius:.6rem;max-width:94%}
.reply{background:var(--al-soft)}
.own{margin-left:auto!important;width:fit-content;background:var(--al-accent);color:var(--al-on-accent)}
.urgent{background:var(--al-alarm-soft);border:2px solid var(--al-alarm)}
.who{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
p{margin:.2rem 0 .5rem}
ul{margin:.2rem 0 .5rem;padding-left:1.2rem}
.asked{font-weight:600}
.caveat{border-left:3px solid var(--al-line);padding-left:.6rem;font-size:.92rem}
.calls{display:flex;flex-wrap:wrap;gap:.5rem}
.calls a{padding:.5rem .8rem;border-radius:.4rem;background:var(--al-alarm);color:var(--al-ground);font-weight:600;text-decoration:none}
sup{line-height:0}
sup a{display:inline-block;min-width:1.5rem;padding:.1rem;text-align:center}
a{color:var(--al-accent)}
.sources{font-size:.85rem;border-top:1px solid var(--al-line);padding-top:.3rem}
.sources p{font-weight:600;margin:0}
.sources ol{margin:0;padding-left:2rem}
.options{list-style:none;padding:0;display:flex;flex-direction:column;gap:.4rem}
.options button{width:100%;min-height:2.4rem;text-align:left;padding:.4rem .7rem;border:1px solid var(--al-accent);border-radius:.5rem;background:var(--al-ground);color:var(--al-accent);cursor:pointer}
.status{margin:0;padding:0 .8rem;min-height:1.5rem;font-size:.85rem}
form{display:flex;gap:.5rem;padding:.6rem .8rem;border-top:1px solid var(--al-line)}
textarea{flex:1;min-width:0;resize:none;padding:.5rem;border:1px solid var(--al-line);border-radius:.5rem;background:var(--al-ground)}
form button{min-height:2.5rem;padding:0 .9rem;border:0;border-radius:.5rem;background:var(--al-accent);color:var(--al-on-accent);cursor:pointer}
@media (max-width:30rem){.panel,:host([position=left]) .panel{inset:0;width:100vw;height:100dvh;border:0;border-radius:0}}
@media (forced-colors:active){.reply,.own,.panel,.launcher,form button,.calls a{border:1px solid}}
@media print{.panel{position:static;height:auto;width:100%;border:0}.log{overflow:visible}form,header button,.options,.launcher{display:none}}
`
