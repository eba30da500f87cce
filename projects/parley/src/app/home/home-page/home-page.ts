import { Component } from '@angular/core';

/** The first page. */
@Component({ selector: 'app-home-page', template: '<h1>Parley</h1>' })
export class HomePage {}
