/**
 * Solves A x = b for a symmetric positive definite matrix (Cholesky), `size` rows, row-major. Only
 * the lower triangle is read, and it is overwritten.
 * @throws RangeError when the matrix is not positive definite.
 */
export function solvePositive(matrix: Float64Array, right: Float64Array, size: number): void {
  factorise(matrix, size);
  solveFactorised(matrix, right, size);
}

/** The same for a matrix that `factorise` has made L already; `right` becomes x. */
export function solveFactorised(matrix: Float64Array, right: Float64Array, size: number): void {
  for (let row = 0; row < size; row += 1) {
    let sum = at(right, row);
    for (let k = 0; k < row; k += 1) sum -= at(matrix, row * size + k) * at(right, k);
    right[row] = sum / at(matrix, row * size + row);
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    let sum = at(right, row);
    for (let k = row + 1; k < size; k += 1) sum -= at(matrix, k * size + row) * at(right, k);
    right[row] = sum / at(matrix, row * size + row);
  }
}

/**
 * The lower triangle of a symmetric positive definite matrix becomes L of A = L Lᵀ.
 * @throws RangeError when the matrix is not positive definite.
 */
export function factorise(matrix: Float64Array, size: number): void {
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let sum = at(matrix, row * size + column);
      for (let k = 0; k < column; k += 1) {
        sum -= at(matrix, row * size + k) * at(matrix, column * size + k);
      }
      if (row !== column) matrix[row * size + column] = sum / at(matrix, column * size + column);
      else if (sum > 0) matrix[row * size + row] = Math.sqrt(sum);
      else throw new RangeError(`the matrix is not positive definite in row ${row}`);
    }
  }
}

const at = (values: Float64Array, index: number): number => values[index] ?? 0;
