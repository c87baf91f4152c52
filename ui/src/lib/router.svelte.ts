// Which page is shown: the part of the address after '#', so that any web server can serve the page as a file.
export type Route =
  | { page: 'home' }
  | { page: 'room'; id: string } // '' for devices without a room
  | { page: 'device'; id: string }
  | { page: 'scenes' }
  | { page: 'habits' }
  | { page: 'activity' }
  | { page: 'bundles' }
  | { page: 'models' }
  | { page: 'settings' };

export function parse(hash: string): Route {
  const [page = '', ...rest] = hash.replace(/^#\/?/, '').split('/');
  const id = decode(rest.join('/'));
  switch (page) {
    case 'room':
      return { page, id };
    case 'device':
      return { page, id };
    case 'scenes':
    case 'habits':
    case 'activity':
    case 'bundles':
    case 'models':
    case 'settings':
      return { page };
    default:
      return { page: 'home' };
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function link(route: Route): string {
  switch (route.page) {
    case 'home':
      return '#/';
    case 'room':
    case 'device':
      return `#/${route.page}/${encodeURIComponent(route.id)}`;
    default:
      return `#/${route.page}`;
  }
}

class Router {
  route: Route = $state({ page: 'home' });

  start(): void {
    this.route = parse(location.hash);
    addEventListener('hashchange', () => {
      this.route = parse(location.hash);
      scrollTo(0, 0);
    });
  }

  go(route: Route): void {
    location.hash = link(route);
  }
}

export const router = new Router();
