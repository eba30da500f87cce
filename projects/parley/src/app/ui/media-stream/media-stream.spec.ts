import { Component, signal, viewChild } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { MediaStreamDirective } from './media-stream';

@Component({
  selector: 'app-player-host',
  imports: [MediaStreamDirective],
  template: `<video
    muted
    [appMediaStream]="stream()"
    [sinkId]="sinkId()"
    (playBlocked)="blocked = blocked + 1"
  ></video>`,
})
class Host {
  readonly stream = signal<MediaStream | null>(null);
  readonly sinkId = signal<string | null>(null);
  readonly player = viewChild.required(MediaStreamDirective);
  blocked = 0;
}

describe('MediaStreamDirective', () => {
  let fixture: ComponentFixture<Host>;
  let video: HTMLVideoElement;
  let play: jasmine.Spy<() => Promise<void>>;

  beforeEach(async () => {
    play = spyOn(HTMLMediaElement.prototype, 'play').and.resolveTo();
    fixture = TestBed.createComponent(Host);
    await fixture.whenStable();
    const element = (fixture.nativeElement as HTMLElement).querySelector('video');
    if (element === null) throw new Error('no video');
    video = element;
  });

  it('plays the stream it is given and lets go of it', async () => {
    const stream = new MediaStream();
    fixture.componentInstance.stream.set(stream);
    await fixture.whenStable();
    expect(video.srcObject).toBe(stream);
    expect(play).toHaveBeenCalledTimes(1);

    fixture.componentInstance.stream.set(null);
    await fixture.whenStable();
    expect(video.srcObject).toBeNull();
    expect(play).toHaveBeenCalledTimes(1);
  });

  it('lets go of the stream when it is destroyed', async () => {
    fixture.componentInstance.stream.set(new MediaStream());
    await fixture.whenStable();
    fixture.destroy();
    expect(video.srcObject).toBeNull();
  });

  it('says when the browser wants a click first, and plays after it', async () => {
    play.and.rejectWith(new DOMException('', 'NotAllowedError'));
    fixture.componentInstance.stream.set(new MediaStream());
    await fixture.whenStable();
    await Promise.resolve();
    expect(fixture.componentInstance.blocked).toBe(1);

    play.and.resolveTo();
    await fixture.componentInstance.player().play();
    expect(fixture.componentInstance.blocked).toBe(1);
  });

  it('does not take a stream that was replaced for one that is blocked', async () => {
    play.and.rejectWith(new DOMException('', 'AbortError'));
    await fixture.componentInstance.player().play();
    expect(fixture.componentInstance.blocked).toBe(0);
  });

  it('plays on the chosen speaker', async () => {
    const choose = spyOn(video, 'setSinkId').and.resolveTo();
    fixture.componentInstance.sinkId.set('headset');
    await fixture.whenStable();
    expect(choose).toHaveBeenCalledOnceWith('headset');
  });

  it('goes on where the chosen speaker is gone', async () => {
    const choose = spyOn(video, 'setSinkId').and.rejectWith(new DOMException('', 'NotFoundError'));
    fixture.componentInstance.sinkId.set('unplugged');
    await fixture.whenStable();
    expect(choose).toHaveBeenCalledTimes(1);
  });
});
