/** The look of the chat. Sizes are in em from the browser's own size, so that a page's root size changes nothing. */
export const chatCss = `
.panel *{box-sizing:border-box}
.panel:focus{outline:0}
.panel button,.panel textarea{font:inherit;color:inherit;letter-spacing:inherit}
.panel{position:fixed;inset:auto 1em 1em auto;z-index:2147483000;display:flex;flex-direction:column;width:min(26em,calc(100vw - 2em));height:min(42em,calc(100vh - 2em));height:min(42em,calc(100dvh - 2em));background:var(--ground);border:1px solid var(--line);border-radius:.8em;overflow:hidden auto;box-shadow:0 6px 30px #0005}
:host([position=left]) .panel{inset:auto auto 1em 1em}
.head{display:flex;flex-wrap:wrap;gap:.5em;align-items:center;padding:.5em .8em;background:var(--accent);color:var(--on-accent)}
.head div{flex:1 1 9em;min-width:0}
h2{margin:0;font-size:1.05em;line-height:1.3}
.head p{margin:0;font-size:.85em}
.head button{min-width:2.3em;min-height:2.3em;border:1px solid currentColor;border-radius:.4em;background:none;cursor:pointer;font-size:.9em!important}
.head :focus-visible{outline-color:currentColor}
.log,.visit{flex:1 0 8em;min-height:0;overflow-y:auto;padding:.8em;overflow-wrap:anywhere;scrollbar-width:thin}
.log:focus-visible{outline-offset:-3px}
.log>div{position:relative;margin:0 0 .8em;padding:.6em .8em;border-radius:.6em;max-width:94%;scroll-margin:.5em}
.reply{background:var(--soft)}
.own{margin-left:auto!important;width:fit-content;background:var(--accent);color:var(--on-accent);white-space:pre-wrap}
.own .note{font-size:.8em;font-style:italic}
.urgent{background:var(--alarm-soft);border:2px solid var(--alarm)}
.who,.live{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.panel p{margin:.2em 0 .5em}
.panel .head p,.panel .own p:last-child{margin:0}
ul{margin:.2em 0 .5em;padding-left:1.2em}
.asked{font-weight:600}
.caveat{border-left:3px solid var(--line);padding-left:.6em;font-size:.92em}
sup{line-height:0;font-size:.78em}
sup a{display:inline-block;min-width:24px;line-height:24px;margin:-8px 0;text-align:center}
.panel a{color:var(--link)}
.panel .calls a{color:var(--ground)}
.panel .help{position:static;font-size:.92em;max-width:none;margin:0;border-width:2px 0;border-radius:0}
.sources{font-size:.85em;border-top:1px solid var(--line);padding-top:.3em}
.sources p{font-weight:600;margin:0}
.sources ol{margin:0;padding-left:2em}
.options{list-style:none;padding:0;display:flex;flex-direction:column;gap:.4em}
.options button,.visit button{width:100%;min-height:2.4em;text-align:left;padding:.4em .7em;border:1px solid var(--link);border-radius:.5em;background:var(--ground);color:var(--link);cursor:pointer}
.tools{display:flex;flex-wrap:wrap;gap:.3em .5em;align-items:center;margin:.5em 0 0;font-size:.85em}
.tools span{flex-basis:100%}
.tools button{min-height:2.1em;padding:.1em .7em;border:1px solid var(--line);border-radius:.5em;background:none;cursor:pointer}
.tools [aria-pressed=true]{background:var(--accent);color:var(--on-accent)}
.panel .status,.panel .count{margin:0;padding:.1em .8em;font-size:.85em}
.panel .status:empty,.panel .count:empty{padding:0}
.visit h3{margin:0 0 .3em;font-size:1.05em}
.visit dt{font-weight:600;margin-top:.6em}
.visit dd{margin:0}
.visit button{margin-top:.5em;text-align:center}
form{display:flex;flex-wrap:wrap;gap:.5em;padding:.5em .8em;border-top:1px solid var(--line)}
textarea{flex:1 1 9em;min-width:0;resize:none;padding:.5em;border:1px solid var(--line);border-radius:.5em;background:var(--ground)}
textarea::placeholder{color:var(--ink);opacity:.75}
form button{min-height:2.5em;padding:0 .9em;border:1px solid var(--on-accent);border-radius:.5em;background:var(--accent);color:var(--on-accent)!important;cursor:pointer}
.foot{display:flex;flex-wrap:wrap;gap:0 1em;padding:0 .8em .4em;font-size:.82em}
.foot a,.foot button{display:inline-flex;align-items:center;min-height:24px;padding:0;border:0;background:none;color:var(--link)!important;text-decoration:underline;cursor:pointer}
@media (prefers-reduced-motion:no-preference){.status.busy{animation:al-wait 1.2s ease-in-out infinite alternate}@keyframes al-wait{to{opacity:.55}}}
@media (max-width:30em),(max-height:24em){.panel,:host([position=left]) .panel{inset:0;width:100vw;height:100vh;height:100dvh;border:0;border-radius:0}}
@media (forced-colors:active){.reply,.own,form button{border:1px solid}.tools [aria-pressed=true]{border:3px solid Highlight}}
@media print{.panel{position:static!important;display:block;box-shadow:none;height:auto!important;width:100%!important;border:0;color:#000;background:#fff}.log,.visit{overflow:visible}.own,.reply,.head{background:none!important;color:#000!important;border:1px solid #000;break-inside:avoid}.who{position:static;width:auto;height:auto;clip-path:none;font-weight:600}form,.foot,.count,.status,.head button,.options,.tools,.visit button{display:none}a{color:#000!important}}
`
