/** Somebody with a browser who installs the app, for one test. */
import type { FakeSlack } from '../../fakes/slack/fake-slack.ts';

export interface Browser {
  /** Where the first page leads to. */
  readonly location: string;
  readonly cookie: string;
}

export interface Page {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

/** `url` is any address of the program on loopback; the public one that it gives to Slack leads there. */
export function installer(slack: FakeSlack, url: string) {
  const local = (address: string | URL): URL => {
    const { pathname, search } = new URL(address, url);
    return new URL(pathname + search, url);
  };
  /** Opens the page that begins an installation. */
  const begin = async (): Promise<Browser> => {
    const response = await fetch(local('/slack/install'), { redirect: 'manual' });
    const [cookie = ''] = (response.headers.get('set-cookie') ?? '').split(';');
    return { location: response.headers.get('location') ?? '', cookie };
  };
  const open = async (address: URL, cookie: string): Promise<Page> => {
    const response = await fetch(local(address), { headers: { cookie } });
    return { status: response.status, text: await response.text(), headers: response.headers };
  };
  const install = async (team: string, name = `Workspace ${team}`): Promise<Page> => {
    slack.web.workspaces.add(team, name);
    const { location, cookie } = await begin();
    return open(slack.web.oauth.consent(location, team), cookie);
  };
  return { begin, open, install };
}
