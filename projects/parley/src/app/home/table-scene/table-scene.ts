import { Component } from '@angular/core';

/** The drawing of the first page: a lit table in a quiet room, and one free chair. Decoration only. */
@Component({
  selector: 'app-table-scene',
  templateUrl: './table-scene.html',
  styleUrl: './table-scene.scss',
  host: { 'aria-hidden': 'true' },
})
export class TableScene {}
