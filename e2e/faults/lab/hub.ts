import { Firewall } from './firewall.ts';
import { command, ip } from './command.ts';
import { Link } from './link.ts';
import { Namespace, removeLeftovers } from './namespace.ts';

/** Where everybody finds the service. */
export const HUB_ADDRESS = '10.76.0.1';

/** A participant's network and the line that connects it. */
export interface Site {
  readonly namespace: Namespace;
  readonly link: Link;
}

/** The network of this process, in which the service runs, as the router between those of the participants. */
export class Hub {
  readonly #firewall = new Firewall();
  readonly #sites: Namespace[] = [];
  #connected = 0;

  constructor() {
    removeLeftovers();
    ip('link set lo up');
    ip(`addr add ${HUB_ADDRESS}/32 dev lo`);
    command('sysctl', [
      '-q',
      '-w',
      'net.ipv4.ip_forward=1',
      'net.ipv4.conf.all.rp_filter=0',
      'net.ipv4.conf.default.rp_filter=0',
    ]);
  }

  connect(): Site {
    this.#connected += 1;
    const number = this.#connected;
    const namespace = Namespace.create(String(number));
    this.#sites.push(namespace);
    return { namespace, link: new Link(number, namespace, this.#firewall) };
  }

  /** Ends what runs in the participants' networks, and the networks. */
  close(): void {
    for (const namespace of this.#sites.splice(0)) namespace.remove();
  }
}
