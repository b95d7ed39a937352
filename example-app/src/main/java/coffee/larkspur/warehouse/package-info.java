/** The nightly run of Larkspur Coffee's warehouse. */
package coffee.larkspur.warehouse;
