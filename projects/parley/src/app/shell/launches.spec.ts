import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { WINDOW } from '../core/browser-apis';
import { CallActivity } from '../core/call-activity';
import { followLaunches } from './launches';

type Consumer = (launch: { readonly targetURL?: string | null }) => void;

describe('followLaunches', () => {
  let launch: (targetURL: string | null) => void;
  let navigate: jasmine.Spy;

  /** `waiting`: the launch that opened the page. */
  function follow(waiting: string | null = null): void {
    const launchQueue = {
      setConsumer: (consumer: Consumer) => {
        launch = (targetURL) => consumer({ targetURL });
        if (waiting !== null) launch(waiting);
      },
    };
    setUp({ launchQueue });
  }

  function setUp(window: object): void {
    TestBed.configureTestingModule({
      providers: [provideRouter([]), { provide: WINDOW, useValue: window }],
    });
    navigate = spyOn(TestBed.inject(Router), 'navigateByUrl').and.resolveTo(true);
    TestBed.runInInjectionContext(followLaunches);
  }

  it('goes where a launch wants to while no call runs', () => {
    follow();
    launch('https://meet.example/?new');
    launch('https://meet.example/tea-time?name=Ada&join');
    expect(navigate.calls.allArgs()).toEqual([['/?new'], ['/tea-time?name=Ada&join']]);
  });

  it('leaves a running call alone, and follows again after it', () => {
    follow();
    const call = TestBed.inject(CallActivity);
    call.set(true);
    launch('https://meet.example/?new');
    expect(navigate).not.toHaveBeenCalled();
    call.set(false);
    launch('https://meet.example/tea-time');
    expect(navigate).toHaveBeenCalledOnceWith('/tea-time');
  });

  it('does not repeat the launch that opened the page, nor follow one without an address', () => {
    follow('https://meet.example/?new');
    launch(null);
    expect(navigate).not.toHaveBeenCalled();
  });

  it('asks nothing of browsers without launches', () => {
    expect(() => {
      setUp({});
    }).not.toThrow();
  });
});
