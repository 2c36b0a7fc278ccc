// The shop: pages, prices, and a health check that reads the whole catalogue.
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const here = new URL('.', import.meta.url);
const read = (path) => readFileSync(new URL(path, here), 'utf8');
const config = JSON.parse(read('config.json'));

function catalogue() {
  return readdirSync(new URL('catalogue/', here)).map((file) => JSON.parse(read(`catalogue/${file}`)));
}

function health() {
  for (const { name, price } of catalogue()) if (!(price > 0)) throw new Error(`${name} has no price`);
  if (config.database.password === '') throw new Error('no password for the database');
  return 'healthy\n';
}

function page() {
  const rows = catalogue().map(({ name, price }) => `<li>${name}: ${price.toFixed(2)} ${config.currency}</li>`);
  return read('pages/index.html').replaceAll('CONFIG_TITLE', config.title).replace('CONFIG_BANNER', config.banner).replace('CONFIG_ROWS', rows.join('\n'));
}

const server = createServer((request, response) => {
  try {
    response.end(request.url === '/health' ? health() : page());
  } catch (error) {
    response.writeHead(500).end(`${error.message}\n`);
  }
});
// The release that ran until now may need a moment to let go of the port.
server.on('error', () => setTimeout(listen, 20));
function listen() {
  server.listen(process.env.PORT ?? 8080, '127.0.0.1');
}
listen();
