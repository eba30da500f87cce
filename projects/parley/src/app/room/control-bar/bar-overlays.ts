import { OverlayContainer } from '@angular/cdk/overlay';
import { ElementRef, Service, inject } from '@angular/core';

/** Keeps the bar's menu inside the bar: as dark as the stage, and in the same landmark of the page. */
@Service({ autoProvided: false })
export class BarOverlays extends OverlayContainer {
  readonly #bar = inject<ElementRef<HTMLElement>>(ElementRef);

  protected override _createContainer(): void {
    super._createContainer();
    this.#bar.nativeElement.append(this.getContainerElement());
  }
}
