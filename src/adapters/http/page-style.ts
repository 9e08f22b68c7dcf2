/** The style of the plain pages. On a wide screen they leave the open chat its place, 26em and its margins. */
export const pageCss = `:root{color-scheme:light dark}
body{max-width:46rem;margin:0 auto;padding:1rem 1rem 6rem;font:1.05rem/1.6 system-ui,sans-serif;color:#1b2526;background:#fff;overflow-wrap:anywhere}
a{color:#0b5c6b}
:focus-visible{outline:3px solid #0b5c6b;outline-offset:2px}
.skip{position:absolute;left:-99rem}
.skip:focus{position:static}
aside{border:2px solid #a3121f;padding:.2rem 1rem;border-radius:.5rem}
aside p+p a{display:inline-block;padding:.2rem 0;margin-right:1rem;font-weight:600}
article{border-top:1px solid #6b7f82}
article h3 a{color:inherit;text-decoration:none}
article h3 a:hover,article h3 a:focus{text-decoration:underline}
:target{background:#eef4f4;outline:2px solid #0b5c6b}
sup{line-height:0}
sup a{display:inline-block;min-width:24px;line-height:24px;margin:-8px 0;text-align:center}
nav li{margin:.2rem 0}
nav a,footer a{display:inline-block;min-height:24px}
footer{border-top:1px solid #6b7f82;margin-top:2rem;padding-top:.5rem}
footer ul{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.2rem 1.5rem}
@media screen and (min-width:56rem){body{margin-right:max(min(28rem,50vw),50vw - 23rem)}}
@media (prefers-color-scheme:dark){body{background:#141c1d;color:#eaf2f2}a{color:#7fd0de}:focus-visible,:target{outline-color:#7fd0de}:target{background:#213031}aside{border-color:#ff9a9f}}
@media print{nav,footer,.skip{display:none}article{break-inside:avoid}body{color:#000;background:#fff;font-size:11pt}a{color:#000}}
`
