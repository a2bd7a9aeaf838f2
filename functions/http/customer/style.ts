/** The look of the pages: one small sheet, no pictures, no script; light and dark as the reader's device is. */
export const STYLE = `:root{color-scheme:light dark;--ink:#1a1a1a;--soft:#595959;--line:#d9d9d9;--paper:#fff;--back:#f4f5f7;--main:#0b57d0;--on:#fff;--warn:#9a3412;--mine:#e8f0fe}
@media(prefers-color-scheme:dark){:root{--ink:#ececec;--soft:#b3b3b3;--line:#4a4a4a;--paper:#1e1e1e;--back:#121212;--main:#a8c7fa;--on:#062e6f;--warn:#fdba74;--mine:#26364f}}
*{box-sizing:border-box}
body{margin:0;background:var(--back);color:var(--ink);font:1rem/1.6 system-ui,-apple-system,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
main{max-width:40rem;margin:0 auto;padding:1rem}
header{display:flex;justify-content:space-between;gap:1rem;align-items:baseline;color:var(--soft)}
h1{font-size:1.25rem;margin:.25rem 0 1rem;overflow-wrap:anywhere}
h2{font-size:1rem;margin:0 0 .5rem}
section,.said{background:var(--paper);border:1px solid var(--line);border-radius:.75rem;padding:1rem;margin:0 0 1rem}
.state{font-size:1.125rem;font-weight:600;margin:0}
.next,.owner{margin:.25rem 0 0}
.soft,time{color:var(--soft);font-size:.875rem}
ol{list-style:none;margin:0;padding:0}
.said{margin:0 0 .75rem}
.said.customer{background:var(--mine);margin-left:2rem}
.said.desk{margin-right:2rem}
.said p{margin:.25rem 0 0;white-space:pre-wrap;overflow-wrap:anywhere}
.note{border-left:.25rem solid var(--main)}
.wrong{border-left:.25rem solid var(--warn);color:var(--warn)}
label,legend{display:block;font-weight:600;margin:.5rem 0 .25rem}
fieldset{border:0;margin:0;padding:0}
.stars{display:flex;gap:.5rem;flex-wrap:wrap}
.stars label{display:flex;align-items:center;gap:.5rem;font-weight:400;border:1px solid var(--line);border-radius:.5rem;padding:0 .75rem;min-height:3rem;margin:0}
textarea,input[type=file]{width:100%;font:inherit;color:inherit;background:transparent;border:1px solid var(--soft);border-radius:.5rem;padding:.75rem}
textarea{min-height:6rem;resize:vertical}
button{font:inherit;min-height:3rem;width:100%;margin-top:.75rem;padding:.5rem 1rem;border-radius:.5rem;border:1px solid var(--main);background:var(--main);color:var(--on);cursor:pointer}
button.plain{background:transparent;color:var(--main)}
a{color:var(--main)}
:focus-visible{outline:3px solid var(--main);outline-offset:2px}
details>summary{cursor:pointer;font-weight:600;min-height:2.5rem;padding-top:.5rem}
`;
