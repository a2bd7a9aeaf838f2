/** Two columns where there is room, one after the other on a phone; light and dark as the reader's device is. */
export const STYLE = `:root{color-scheme:light dark;--ink:#1a1a1a;--soft:#5c5c5c;--line:#dcdfe4;--paper:#fff;--back:#f4f5f7;--main:#0b57d0;--chosen:#e8f0fe;--good:#146c2e;--bad:#a32116}
@media(prefers-color-scheme:dark){:root{--ink:#ececec;--soft:#b0b0b0;--line:#444;--paper:#1e1e1e;--back:#121212;--main:#a8c7fa;--chosen:#26364f;--good:#7fd69a;--bad:#ffb4a9}}
*{box-sizing:border-box}
body{margin:0;background:var(--back);color:var(--ink);font:0.9375rem/1.55 system-ui,-apple-system,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
a{color:var(--main)}
:focus-visible{outline:3px solid var(--main);outline-offset:2px}
.top{display:flex;flex-wrap:wrap;gap:.5rem 1.25rem;align-items:center;padding:.75rem 1rem;background:var(--paper);border-bottom:1px solid var(--line)}
h1{font-size:1.125rem;margin:0}
.top nav{display:flex;flex-wrap:wrap;gap:.25rem}
.top nav a,.languages a{display:inline-block;padding:.5rem .75rem;border-radius:2rem;text-decoration:none;color:var(--ink)}
.top nav a[aria-current]{background:var(--chosen);color:var(--main);font-weight:600}
form{display:flex;flex-wrap:wrap;gap:.5rem;align-items:end}
label{display:grid;font-size:.8125rem;color:var(--soft)}
input,button{font:inherit;padding:.5rem .625rem;border:1px solid var(--line);border-radius:.5rem;background:var(--back);color:var(--ink);min-height:2.75rem}
input{width:13rem}
button{background:var(--main);border-color:var(--main);color:var(--paper);padding-inline:1rem;cursor:pointer}
.languages{margin-left:auto}
.columns{display:grid;grid-template-columns:minmax(20rem,27rem) minmax(0,1fr);align-items:start}
ol{list-style:none;margin:0;padding:0}
.list{border-right:1px solid var(--line);background:var(--paper);height:calc(100vh - 5rem);overflow:auto}
.list li{border-bottom:1px solid var(--line)}
.list li>a{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:.125rem .75rem;padding:.75rem 1rem;text-decoration:none;color:var(--ink)}
.list li>a[aria-current]{background:var(--chosen);box-shadow:inset .25rem 0 var(--main)}
.who,.about{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.who{color:var(--soft);font-size:.8125rem}
.about{font-weight:600}
.when,.fate,.kind{color:var(--soft);font-size:.8125rem;white-space:nowrap;text-align:right}
.fate.delivered{color:var(--good)}
.fate.bounced,.fate.complained{color:var(--bad);font-weight:600}
.older,.empty{padding:1rem;display:block;color:var(--soft)}
article{padding:1.25rem 1.5rem;min-width:0}
h2{font-size:1.25rem;margin:0 0 .5rem;overflow-wrap:anywhere}
h3{font-size:.875rem;color:var(--soft);margin:1.25rem 0 .375rem;font-weight:600}
dl{display:grid;grid-template-columns:auto minmax(0,1fr);gap:.125rem 1rem;margin:0}
dt{color:var(--soft)}
dd{margin:0;overflow-wrap:anywhere}
.bodies{display:grid;grid-template-columns:minmax(0,3fr) minmax(0,2fr);gap:0 1.25rem}
.bodies>.alone{grid-column:1/-1;max-width:40rem}
iframe{width:100%;height:34rem;border:1px solid var(--line);border-radius:.75rem;background:#fff;color-scheme:light}
pre{margin:0;padding:1rem;background:var(--paper);border:1px solid var(--line);border-radius:.75rem;white-space:pre-wrap;overflow-wrap:anywhere;font:inherit}
pre.exact{font:0.8125rem/1.5 ui-monospace,Menlo,Consolas,monospace}
.sms pre{background:var(--chosen);border-radius:1.25rem 1.25rem 1.25rem .25rem}
.back{display:none}
@media(max-width:56rem){
.columns,.bodies{grid-template-columns:minmax(0,1fr)}
.list{height:auto;border:0}
.is-open .list,.is-open form,.is-open .top nav{display:none}
.is-closed article{display:none}
.back{display:inline-block;padding:.5rem 0}
article{padding:1rem}
.languages{order:1}
.top nav{order:2}
form{order:3}
label{flex:1 1 9rem}
input{width:100%}
iframe{height:30rem}
}`;
