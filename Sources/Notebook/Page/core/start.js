// The last script of a page.
'use strict';
glassbox.start(document.querySelector('main'));
