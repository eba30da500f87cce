import { ip } from './command.ts';
import type { Firewall, Rule } from './firewall.ts';
import type { Namespace } from './namespace.ts';

/** The line from one participant's network to the hub, and everything that can be wrong with it. */
export class Link {
  /** The hub's end. */
  readonly device: string;
  readonly #number: number;
  readonly #namespace: Namespace;
  readonly #firewall: Firewall;
  #addresses = 1;

  /** `number`, from 1 to 250, makes addresses and names unique in the lab. */
  constructor(number: number, namespace: Namespace, firewall: Firewall) {
    this.device = `hub${number}`;
    this.#number = number;
    this.#namespace = namespace;
    this.#firewall = firewall;
    ip(`link add ${this.device} type veth peer name eth0 netns ${namespace.name}`);
    // An IPv6 address of its own would appear seconds later, and Chromium drop what it is loading: network changed.
    namespace.ip('link set eth0 addrgenmode none');
    ip(`link set ${this.device} up`);
    namespace.ip('link set eth0 up');
    this.#addAddress();
  }

  /** Nothing passes any more, to nobody. */
  cut(): void {
    this.#set('line', [
      { hook: 'prerouting', text: `iifname ${this.device} drop` },
      { hook: 'postrouting', text: `oifname ${this.device} drop` },
    ]);
  }

  /** Nothing passes between this participant and `other`; to the service and everyone else all goes on. */
  cutFrom(other: Link): void {
    const between = (from: Link, to: Link): Rule => ({
      hook: 'forward',
      text: `iifname ${from.device} oifname ${to.device} drop`,
    });
    this.#set('line', [between(this, other), between(other, this)]);
  }

  /** The connections to `port` of the service are swallowed without being closed; media go on. */
  swallow(port: number): void {
    this.#set('line', [
      { hook: 'prerouting', text: `iifname ${this.device} tcp dport ${port} drop` },
      { hook: 'postrouting', text: `oifname ${this.device} tcp sport ${port} drop` },
    ]);
  }

  /** As in a network that lets only TCP out; `port` of the service is closed too. */
  blockUdpAnd(port: number): void {
    this.#set('line', [
      { hook: 'prerouting', text: `iifname ${this.device} meta l4proto udp drop` },
      { hook: 'postrouting', text: `oifname ${this.device} meta l4proto udp drop` },
      { hook: 'prerouting', text: `iifname ${this.device} tcp dport ${port} drop` },
    ]);
  }

  /** So many of a hundred packets get lost, each way. */
  lose(percent: number): void {
    this.#set('line', [
      { hook: 'prerouting', text: `iifname ${this.device} numgen random mod 100 < ${percent} drop` },
      { hook: 'postrouting', text: `oifname ${this.device} numgen random mod 100 < ${percent} drop` },
    ]);
  }

  /** Everything passes again. */
  mend(): void {
    this.#set('line', []);
  }

  /** What the participant sends gets through so fast at most, with a buffer as a home router has. */
  limitUplink(kilobitPerSecond: number): void {
    this.#namespace.run(
      `tc qdisc replace dev eth0 root tbf rate ${kilobitPerSecond}kbit burst 4kb latency 300ms`,
    );
  }

  freeUplink(): void {
    this.#namespace.run('tc qdisc delete dev eth0 root');
  }

  /** From wifi to mobile: the address is gone, and so is what was on its way; another one appears. */
  changeAddress(): void {
    this.#namespace.ip('addr flush dev eth0 scope global');
    this.#addresses += 1;
    this.#addAddress();
  }

  #addAddress(): void {
    // Another network each time: nothing leads to the old address any more.
    const network = `10.${76 + this.#addresses}.${this.#number}`;
    ip(`addr flush dev ${this.device}`);
    ip(`addr add ${network}.1/24 dev ${this.device}`);
    this.#namespace.ip(`addr add ${network}.2/24 dev eth0`);
    this.#namespace.ip(`route replace default via ${network}.1`);
  }

  #set(what: string, rules: readonly Rule[]): void {
    this.#firewall.set(`${this.device} ${what}`, rules);
  }
}
