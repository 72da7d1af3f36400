import type { FastifyPluginAsync } from 'fastify';

/** Pictures behind `PhotoUrl`: a drawn head and shoulders, in a colour of the record's own. Served without a session. */
export function photoRoutes(): FastifyPluginAsync {
  return (app) => {
    app.get('/services/images/photo/:id', (request, reply) => {
      const { id } = request.params as { id: string };
      return reply.type('image/svg+xml').header('cache-control', 'max-age=3600').send(portrait(id));
    });
    return Promise.resolve();
  };
}

function portrait(id: string): string {
  const hue = Array.from(id, (letter) => letter.charCodeAt(0)).reduce(
    (sum, code) => (sum * 31 + code) % 360,
    7,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64">
  <rect width="64" height="64" fill="hsl(${hue} 60% 88%)"/>
  <circle cx="32" cy="25" r="12" fill="hsl(${(hue + 20) % 360} 45% 60%)"/>
  <path d="M8 64c0-15 11-23 24-23s24 8 24 23z" fill="hsl(${hue} 50% 42%)"/>
</svg>`;
}
