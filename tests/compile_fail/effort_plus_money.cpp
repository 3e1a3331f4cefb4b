// Work and money are both costs, and still have no sum: only a catalog knows what a month of work is worth.
// expected error: no match for .*operator\+|invalid operands to binary expression
#include <portfit/quantity/effort.hpp>
#include <portfit/quantity/money.hpp>

double sum(portfit::effort work, portfit::money price) {
#ifdef PORTFIT_MUST_NOT_COMPILE
  return work + price;
#else
  return work.value() + price.value();
#endif
}
