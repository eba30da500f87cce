import { Component, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { StatusBanner } from '../ui/status-banner/status-banner';

/** Says that a newer version waits. Only its button loads it. */
@Component({
  selector: 'app-update-banner',
  imports: [StatusBanner, TranslocoPipe],
  template: `
    <app-status-banner>
      {{ 'app.updateReady' | transloco }}
      <button action type="button" class="p-button p-button-text" (click)="reload.emit()">
        {{ 'app.reload' | transloco }}
      </button>
    </app-status-banner>
  `,
})
export class AppUpdateBanner {
  readonly reload = output();
}
