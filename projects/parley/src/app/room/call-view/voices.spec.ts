import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { Subject } from 'rxjs';
import { idOf } from '../../core/testing/participant-id';
import { WakeUps } from '../../core/wake-ups';
import { Voices } from './voices';

describe('Voices', () => {
  let fixture: ComponentFixture<Voices>;
  let returned$: Subject<void>;
  let play: jasmine.Spy<() => Promise<void>>;

  beforeEach(() => {
    play = spyOn(HTMLMediaElement.prototype, 'play').and.resolveTo();
    returned$ = new Subject();
    TestBed.configureTestingModule({ providers: [{ provide: WakeUps, useValue: { returned$ } }] });
    fixture = TestBed.createComponent(Voices);
  });

  async function hear(...people: number[]): Promise<HTMLAudioElement[]> {
    fixture.componentRef.setInput(
      'voices',
      people.map((n) => ({ id: idOf(n), stream: new MediaStream() })),
    );
    await fixture.whenStable();
    return [...(fixture.nativeElement as HTMLElement).querySelectorAll('audio')];
  }

  it('plays everyone, and goes on playing who stays', async () => {
    const [ada] = await hear(1, 2);
    const [still, ...others] = await hear(1);
    expect(play.calls.count()).toBeGreaterThanOrEqual(2);
    expect(still).toBe(ada);
    expect(others).toEqual([]);
  });

  it('says when the browser wants a tap, and plays everyone from it', async () => {
    play.and.rejectWith(new DOMException('', 'NotAllowedError'));
    let blocked = 0;
    fixture.componentInstance.blocked.subscribe(() => (blocked += 1));
    await hear(1, 2);
    await Promise.resolve();
    expect(blocked).toBe(2);

    play.calls.reset();
    play.and.resolveTo();
    fixture.componentInstance.play();
    expect(play).toHaveBeenCalledTimes(2);
  });

  it('plays everyone again when the person returns from a phone call', async () => {
    await hear(1, 2);
    play.calls.reset();
    returned$.next();
    expect(play).toHaveBeenCalledTimes(2);
  });
});
