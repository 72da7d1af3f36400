/** A page that shows `/_sim/state`, anew every second. */
export const inspectorPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Twilio stand-in</title>
<style>
body { font: 14px/1.4 system-ui, sans-serif; margin: 1.5rem; color: #16325c; }
h2 { font-size: 1rem; margin: 1.2rem 0 0.3rem; }
table { border-collapse: collapse; }
th, td { text-align: left; vertical-align: top; padding: 0.2rem 0.8rem 0.2rem 0; border-bottom: 1px solid #dddbda; }
td { max-width: 40rem; overflow-wrap: anywhere; }
</style>
</head>
<body>
<h1>Twilio stand-in</h1>
<p>What goes on now; the latest first. The same as JSON: <a href="/_sim/state">/_sim/state</a></p>
<main></main>
<script type="module">
const main = document.querySelector('main');
const element = (name, ...children) => {
  const made = document.createElement(name);
  made.append(...children);
  return made;
};
const text = (value) => (typeof value === 'object' ? JSON.stringify(value) : String(value ?? ''));
const table = (rows) => {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const line = (cell, values) => element('tr', ...values.map((value) => element(cell, value)));
  const body = rows.map((row) => line('td', names.map((name) => text(row[name]))));
  return element('table', line('th', names), ...body);
};
async function show() {
  const state = await (await fetch('/_sim/state')).json();
  const parts = Object.entries(state).filter(([, rows]) => Array.isArray(rows) && rows.length > 0);
  main.replaceChildren(
    ...parts.flatMap(([name, rows]) => [element('h2', name), table(rows.toReversed().slice(0, 30))]),
  );
}
await show();
setInterval(show, 1000);
</script>
</body>
</html>
`;
