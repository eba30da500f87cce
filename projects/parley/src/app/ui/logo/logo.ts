import { Component } from '@angular/core';

/**
 * Parley's mark and name: a round table seen from above, five seats taken, and its light speaking to the sixth,
 * which is yours.
 */
@Component({
  selector: 'app-logo',
  templateUrl: './logo.html',
  styles: `
    :host {
      display: flex;
      align-items: center;
      gap: 10px;
      font-size: var(--p-text-l);
      font-weight: 600;
      letter-spacing: -0.01em;
    }
    svg {
      flex: none;
      inline-size: 2.25em;
      block-size: 2.25em;
    }
    .table {
      fill: var(--p-marigold);
      stroke: var(--p-marigold);
      stroke-linejoin: round;
      stroke-width: 2;
    }
    .seats {
      fill: currentColor;
    }
    .free {
      fill: none;
      stroke: currentColor;
      stroke-width: 2;
    }
  `,
})
export class Logo {}
