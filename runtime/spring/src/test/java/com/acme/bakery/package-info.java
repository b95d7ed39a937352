/** An application with the starter, as a user writes it. */
package com.acme.bakery;
