/** Users' programs, with the versions that Maven chooses for them. */
package dev.rockyjava.compatibility;
